import FeishuAPI
import Kafka
import Observability
import Routing

/// What the route stage is given: settings and the parts of the process that it shares.
struct RouteContext: Sendable {
    /// Records that may wait for room in the producer before no more are routed.
    static let maximumBacklog = 2000
    /// Events taken in and not acknowledged before the partitions pause.
    static let maximumUnfinished = 8000
    /// The same in bytes of events; their commands take about twice as much, and the producer a copy of them.
    static let maximumUnfinishedBytes = 10 << 20

    let settings: RelayConfiguration
    let routing: RoutingConfiguration
    /// What a dry run shows requests for.
    let hosts: FeishuHosts
    let names: TopicNames
    let group: String
    /// Of each topic of commands.
    let lanePartitions: Int
    let deadLetterPartitions: Int
    let producer: KafkaProducer
    let metrics: RelayMetrics
    let readiness: Readiness
    let lag: LagReport
    let blocked: BlockedOutputs
    let kafkaErrors: KafkaErrorLog
    let log: Logger
    /// Gives the stage a message, from any thread.
    let post: @Sendable (RouteMessage) -> Void
    /// Told of an error after which the stage can't go on.
    let failed: @Sendable (KafkaError) -> Void
}
