import ApprovalContract
import Arguments
import HTTPTransport
import Kafka
import Observability
import Synchronization

/// The start of the second stage.
extension RelayProcess {
    /// - Parameter controlProducer: for the control topic.
    func startExecute(_ layout: TopicPreparer.Layout, _ control: ControlTopic, _ controlProducer: KafkaProducer) throws
    {
        let group = settings.kafka.groupPrefix + ".execute"
        let names = TopicNames(prefix: settings.topics.prefix)
        let transport = try makeTransport()
        let forwarder = DeliveryForwarder()
        let producer = try makeProducer(stage: "execute", forwarder)
        let stage = ExecuteStage(
            ExecuteContext(
                settings: settings, hosts: hosts, names: names, group: group,
                deadLetterPartitions: layout.deadLetterPartitions, lanePartitions: layout.lanePartitions,
                incarnation: incarnation, transport: transport, producer: producer,
                control: { key, value async throws(KafkaError) in
                    try await control.write(key: key, value, with: controlProducer)
                },
                readerProperties: clients.bulkReader(), metrics: metrics, readiness: readiness,
                lag: LagReport(metrics: metrics),
                blocked: blocked, kafkaErrors: KafkaErrorLog(log: log.named("execute")), log: log.named("execute"),
                failed: { [weak self] in self?.fail("execute", $0) }))
        transport.execute { stage.assumeIsolated { $0.start() } }
        // Before the first command: a process that starts in a throttle keeps it.
        control.follow { message in
            transport.execute { stage.assumeIsolated { $0.heard(message) } }
        }
        forwarder.connect { deliveries in
            transport.execute { stage.assumeIsolated { $0.delivered(deliveries) } }
        }
        let definitions = (0..<layout.definitionPartitions).map {
            TopicPartition(topic: names.receipts(.definition), partition: Int32($0))
        }
        let reader = try KafkaConsumer(
            properties: clients.reader(),
            assignment: ManualAssignment(Dictionary(uniqueKeysWithValues: definitions.map { ($0, .beginning) })),
            options: consumerOptions("definitions")
        ) {
            DefinitionFeed.reader(for: stage, definitions)
        }
        let consumer = try KafkaConsumer(
            properties: clients.consumer(group: group),
            subscription: names.allCommands.map(\.topic) + [names.parked], options: consumerOptions("execute")
        ) {
            ExecuteConsumer(stage)
        }
        let tickets = TicketWatch(settings.feishu.apps, log: log) { app, ticket in
            transport.execute { stage.assumeIsolated { $0.setAppTicket(app, ticket) } }
        }
        parts.withLock {
            $0.transport = transport
            $0.execute = consumer
            $0.definitions = reader
            $0.tickets = tickets
            $0.stage = stage
        }
    }

    private func makeTransport() throws -> HTTPTransport {
        var configuration = HTTPTransportConfiguration()
        configuration.maximumConcurrent = settings.execute.concurrency
        configuration.connectTimeout = settings.feishu.connectTimeout
        configuration.requestTimeout = settings.feishu.requestTimeout
        configuration.verifiesTLS = settings.feishu.verifiesTLS
        configuration.caFile = settings.feishu.caFile
        configuration.proxy = settings.feishu.proxy
        configuration.httpVersion = settings.feishu.usesHTTP2 ? .http2 : .http1
        // Feishu's answers are a few hundred bytes: asking for compression costs more than it saves.
        configuration.acceptsCompression = false
        configuration.userAgent = "approval-relay/\(RelayVersion.current)"
        do {
            return try HTTPTransport(configuration: configuration)
        } catch {
            throw RelayError(.config, "feishu (proxy, ca_file, timeouts) or execute.concurrency: \(error.message)")
        }
    }
}
