import FeishuSimulator
import Foundation
import JSON
import Kafka
import Observability

@testable import Relay

/// A broker, a simulated Feishu and a relay in one process, and what tests ask of them.
final class RelayHarness: Sendable {
    let broker: EmbeddedBroker
    let simulator: FeishuSimulator
    let relay: RelayProcess
    let settings: RelayConfiguration
    let log = InMemoryLog(level: .debug)
    let registry = MetricsRegistry()
    let answers: TopicCollector
    let deadLetters: TopicCollector
    let producer: KafkaProducer
    /// After which the process would end.
    let failure = Watched<RelayError?>(nil)

    init(
        partitions: Int = 3, simulator simulatorSettings: SimulatorSettings? = nil, otherApps: [String] = [],
        change: (inout RelayConfiguration) -> Void = { _ in }
    ) throws {
        var configuration = RelayConfiguration()
        configuration.topics.partitions = partitions
        configuration.kafka.sessionTimeout = .seconds(6)
        configuration.kafka.commitInterval = .milliseconds(100)
        configuration.feishu.requestTimeout = .seconds(3)
        configuration.shutdown.drain = .seconds(4)
        configuration.shutdown.deadline = .seconds(10)
        configuration.quota.perSecond = 0
        configuration.quota.perMinute = 0
        var app = AppSettings()
        app.appID = "cli_simulator"
        app.appSecret = Secret("simulator-secret")
        configuration.feishu.apps = [app]
        for alias in otherApps {
            var other = AppSettings()
            other.alias = alias
            other.appID = "cli_simulator_\(alias)"
            other.appSecret = Secret("simulator-secret")
            configuration.feishu.apps.append(other)
            configuration.feishu.defaultApp = app.alias
        }
        change(&configuration)
        broker = try EmbeddedBroker(
            topics: (TopicPlan.all(for: configuration.topics)
                + TopicPlan.ofDryRun(for: configuration).filter(\.isOurs)).map {
                    ($0.name, $0.partitions ?? partitions)
                })
        var simulatorConfiguration = SimulatorConfiguration(
            apps: otherApps.map { SimulatedApp(id: "cli_simulator_\($0)", secret: "simulator-secret") })
        if let simulatorSettings { simulatorConfiguration.settings = simulatorSettings }
        simulatorConfiguration.settings.defaultRateLimit = .none
        simulator = try FeishuSimulator(simulatorConfiguration)
        configuration.kafka.bootstrapServers = broker.bootstrapServers
        configuration.feishu.baseURL = simulator.baseURL
        settings = configuration
        let names = TopicNames(prefix: configuration.topics.prefix)
        answers = try TopicCollector(broker.bootstrapServers, names.results, partitions: partitions)
        deadLetters = try TopicCollector(broker.bootstrapServers, names.deadLetters, partitions: partitions)
        producer = try KafkaProducer(properties: broker.properties)
        relay = try RelayProcess(
            configuration, log: Logger("relay", log), registry: registry,
            whenFailed: { [failure] error in failure.update { $0 = $0 ?? error } })
    }

    func start() async throws { try await relay.start() }

    func stop() async {
        await relay.stop()
        await answers.close()
        await deadLetters.close()
        await producer.close(deadline: .seconds(1))
        simulator.stop()
        broker.close()
    }

    @discardableResult
    func publish(
        _ text: String, key: String = "k", headers: [RecordHeader] = []
    ) async throws -> (partition: Int32, offset: Int64) {
        try await producer.sendAndWait(
            ProducerRecord(
                topic: settings.topics.events[0], key: Array(key.utf8), value: Array(text.utf8), headers: headers))
    }
}
