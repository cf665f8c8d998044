import FeishuSimulator
import Foundation
import Kafka
import Observability
import Relay

/// Everything that the demonstration runs, in one process.
final class DemoParts: Sendable {
    let broker: EmbeddedBroker
    let simulator: FeishuSimulator
    let relay: RelayProcess
    let producer: KafkaProducer
    let operations: OperationsServer
    let answers = DemoAnswers()
    let eventsTopic: String
    private let reader: KafkaConsumer<TopicReader>
    private let log: StreamLogHandler

    init(isVerbose: Bool) throws {
        var settings = RelayConfiguration()
        settings.topics.partitions = 3
        settings.kafka.sessionTimeout = .seconds(6)
        settings.kafka.commitInterval = .milliseconds(200)
        settings.shutdown.drain = .seconds(4)
        settings.shutdown.deadline = .seconds(8)
        settings.feishu.requestTimeout = .seconds(3)
        settings.log.level = isVerbose ? "info" : "warning"
        settings.log.format = "text"
        broker = try EmbeddedBroker(
            topics: TopicPlan.all(for: settings.topics).map { ($0.name, $0.partitions ?? settings.topics.partitions) })
        simulator = try FeishuSimulator(SimulatorConfiguration(), onCall: { Terminal.print(CallLine.text($0)) })
        settings.kafka.bootstrapServers = broker.bootstrapServers
        settings.feishu.baseURL = simulator.baseURL
        var app = AppSettings()
        app.appID = "cli_simulator"
        app.appSecret = Secret("simulator-secret")
        settings.feishu.apps = [app]
        eventsTopic = settings.topics.events[0]

        let (handler, log) = LogSetup.make(settings.log)
        self.log = handler
        let registry = MetricsRegistry(log: log)
        let readiness = Readiness()
        relay = try RelayProcess(
            settings, log: log, registry: registry, readiness: readiness,
            whenFailed: { Terminal.complain($0.message) })
        let relay = self.relay
        operations = try OperationsServer(
            listen: "127.0.0.1:0", metrics: registry, readiness: readiness, isAlive: { relay.wedged() })
        let clients = KafkaClients(settings: settings)
        producer = try KafkaProducer(properties: clients.publisher())
        let answers = self.answers
        let results = TopicNames(prefix: settings.topics.prefix).results
        reader = try KafkaConsumer(
            properties: clients.reader(),
            assignment: ManualAssignment(
                Dictionary(
                    uniqueKeysWithValues: (0..<settings.topics.partitions).map {
                        (TopicPartition(topic: results, partition: Int32($0)), .beginning)
                    }))
        ) {
            TopicReader(
                onRecords: { batch in
                    for record in batch {
                        let bytes = Array(record.value ?? [])
                        Terminal.print(AnswerLine.text(bytes))
                        answers.add(bytes)
                    }
                }, onError: { Terminal.complain("Kafka: \($0)") })
        }
    }

    /// What Feishu has otherwise than it should at the end.
    func mistakesInFeishu() -> [String] {
        var mistakes: [String] = []
        let state = simulator.state()
        if state.definitions.count != 1 { mistakes.append("Feishu has \(state.definitions.count) definitions, not 1") }
        guard let instance = state.instance(DemoScript.instance) else {
            return mistakes + ["Feishu doesn't have the approval \(DemoScript.instance)"]
        }
        if instance.status != "APPROVED" { mistakes.append("the approval is \(instance.status), not APPROVED") }
        if instance.tasks.count != 2 { mistakes.append("the approval has \(instance.tasks.count) tasks, not 2") }
        return mistakes
    }

    func stop() async {
        await relay.stop()
        await reader.close(deadline: .seconds(1))
        await producer.close(deadline: .seconds(1))
        operations.stop()
        simulator.stop()
        broker.close()
        log.flush()
    }
}
