import FeishuTypes
import Kafka
import Observability
import Routing
import Synchronization

/// The start of the first stage.
extension RelayProcess {
    /// The group that reads the events.
    var routeGroup: String { settings.kafka.groupPrefix + (settings.dryRun.isEnabled ? ".dry-run" : ".route") }

    func startRoute(_ layout: TopicPreparer.Layout) throws {
        let group = routeGroup
        let forwarder = DeliveryForwarder()
        let poster = RoutePoster()
        let producer = try makeProducer(stage: "route", forwarder)
        let context = RouteContext(
            settings: settings, routing: settings.routing, hosts: hosts,
            names: TopicNames(prefix: settings.topics.prefix),
            group: group,
            lanePartitions: layout.lanePartitions, deadLetterPartitions: layout.deadLetterPartitions,
            producer: producer, metrics: metrics, readiness: readiness, lag: LagReport(metrics: metrics),
            blocked: blocked, kafkaErrors: KafkaErrorLog(log: log.named("route")), log: log.named("route"),
            post: { poster.post($0) }, failed: { [weak self] in self?.fail("route", $0) })
        let consumer = try KafkaConsumer(
            properties: clients.consumer(group: group),
            subscription: settings.topics.events, options: consumerOptions("route")
        ) {
            RouteStage(context)
        }
        poster.connect { [weak consumer] in consumer?.post($0) }
        forwarder.connect { poster.post(.delivered($0)) }
        parts.withLock { $0.route = consumer }
    }
}
