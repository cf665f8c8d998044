import FeishuAPI
import HTTPTransport
import Kafka
import Observability

/// What the execute stage is given: settings and the parts of the process that it shares.
struct ExecuteContext: Sendable {
    let settings: RelayConfiguration
    let hosts: FeishuHosts
    let names: TopicNames
    let group: String
    let deadLetterPartitions: Int
    /// Of each lane's topics of commands and receipts.
    let lanePartitions: Int
    /// Names this process in receipts and in the control topic.
    let incarnation: String
    let transport: HTTPTransport
    let producer: KafkaProducer
    /// Writes a key of the control topic, or deletes it, and returns when that is in Kafka.
    let control: @Sendable (String, [UInt8]?) async throws(KafkaError) -> Void
    /// For reading partitions of receipts.
    let readerProperties: KafkaProperties
    let metrics: RelayMetrics
    let readiness: Readiness
    let lag: LagReport
    let blocked: BlockedOutputs
    let kafkaErrors: KafkaErrorLog
    let log: Logger
    /// Told of an error after which the stage can't go on.
    let failed: @Sendable (KafkaError) -> Void
}
