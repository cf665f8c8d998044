import ApprovalContract
import Arguments
import FeishuAPI
import FeishuTypes
import HTTPTransport
import Kafka
public import Observability
import Routing
import Synchronization

/// One relay: its clients, its stages, and their start and end.
public final class RelayProcess: Sendable {
    private let settings: RelayConfiguration
    private let log: Logger
    private let metrics: RelayMetrics
    public let readiness: Readiness
    private let blocked: BlockedOutputs
    private let clients: KafkaClients
    private let incarnation: String
    private let hosts: FeishuHosts

    private struct Parts {
        var transport: HTTPTransport?
        var route: KafkaConsumer<RouteStage>?
        var execute: KafkaConsumer<ExecuteConsumer>?
        var definitions: KafkaConsumer<TopicReader>?
        var control: ControlTopic?
        var producers: [KafkaProducer] = []
        var tickets: TicketWatch?
        var stage: ExecuteStage?
    }

    private let parts = Mutex(Parts())
    private let failure = Mutex<RelayError?>(nil)
    private let whenFailed: @Sendable (RelayError) -> Void

    /// Checks what can be checked without a network.
    ///
    /// - Parameter whenFailed: told of an error after which the process can't go on.
    public init(
        _ settings: RelayConfiguration, log: Logger, registry: MetricsRegistry,
        readiness: Readiness = Readiness(), whenFailed: @escaping @Sendable (RelayError) -> Void
    ) throws {
        self.settings = settings
        self.log = log
        self.readiness = readiness
        self.whenFailed = whenFailed
        metrics = try RelayMetrics(registry)
        blocked = BlockedOutputs(readiness: readiness, log: log)
        clients = KafkaClients(settings: settings)
        incarnation = Self.makeIncarnation()
        do {
            hosts = try FeishuHosts(
                base: settings.feishu.baseURL,
                messageBase: (settings.feishu.messageBaseURL ?? settings.feishu.baseURL) + settings.feishu.messagePath)
        } catch {
            throw RelayError(.config, "feishu.base_url or feishu.message_base_url: \(error)")
        }
        for (name, properties) in [
            ("kafka.consumer_properties", clients.consumer(group: "check")),
            ("kafka.producer_properties", clients.producer()),
        ] {
            do {
                try properties.validate()
            } catch {
                throw RelayError(.config, "kafka.properties or \(name): \(error)")
            }
        }
        if let problem = ChaosHooks.problem { throw RelayError(.config, problem) }
        guard settings.feishu.requestTimeout < settings.shutdown.drain,
            settings.shutdown.drain < settings.kafka.sessionTimeout
        else {
            throw RelayError(
                .config,
                "expected feishu.request_timeout < shutdown.drain < kafka.session_timeout, found "
                    + "\(settings.feishu.requestTimeout), \(settings.shutdown.drain), \(settings.kafka.sessionTimeout)")
        }
        for role in settings.roles { readiness.set(role.rawValue, isReady: false, "starting") }
    }

    /// Starts the stages. Returns when they have joined their groups' queues; a broker that can't be reached is waited for.
    public func start() async throws {
        let layout = try await prepareTopics()
        let producer = try makeProducer(stage: "control", nil)
        try await openControl(layout, producer)
        try Task.checkCancellation()
        if settings.roles.contains(.execute) { try startExecute(layout, control: producer) }
        if settings.roles.contains(.route) { try startRoute(layout) }
        log.notice(
            "relay started",
            [
                "version": .string(RelayVersion.current), "incarnation": .string(incarnation),
                "roles": .string(settings.roles.map(\.rawValue).sorted().joined(separator: ",")),
                "partitions": .int(layout.lanePartitions), "feishu": .string(settings.feishu.baseURL),
            ])
    }

    /// Ends everything within the deadline: stages drain and commit, groups are left, outputs are flushed.
    public func stop() async {
        let parts = self.parts.withLock { $0 }
        let deadline = ContinuousClock.now + settings.shutdown.deadline
        func left(_ share: Duration = .zero) -> Duration { max(.milliseconds(100), deadline - .now - share) }
        parts.tickets?.stop()
        let drain = min(settings.shutdown.drain + .seconds(2), left(.seconds(4)))
        async let route: Void? = parts.route?.close(deadline: drain)
        async let execute: Void? = parts.execute?.close(deadline: drain)
        _ = await (route, execute)
        await parts.definitions?.close(deadline: .milliseconds(500))
        await parts.control?.close()
        for producer in parts.producers { await producer.close(deadline: min(.seconds(2), left())) }
        await parts.transport?.close(deadline: min(.seconds(1), left()))
        log.notice("relay stopped")
    }

    /// What keeps a stage from going round, if something does: for the liveness check.
    public func wedged() -> String? {
        let parts = self.parts.withLock { $0 }
        for (name, control) in [("route", parts.route?.control), ("execute", parts.execute?.control)] {
            if let control, control.sinceLastPoll > .seconds(60) {
                return "the consumer of \(name) has not polled for \(control.sinceLastPoll)"
            }
        }
        return nil
    }

    // MARK: Topics and control

    private func prepareTopics() async throws -> TopicPreparer.Layout {
        let admin = try KafkaAdmin(properties: clients.admin(), log: kafkaLog("admin"))
        defer { Task { await admin.close() } }
        let preparer = TopicPreparer(settings.topics, admin: admin)
        while true {
            try Task.checkCancellation()
            do throws(KafkaError) {
                let (layout, findings) = try await preparer.prepare(creating: settings.topics.creates)
                log.recovered(key: "kafka", "Kafka answers")
                for finding in findings where finding.kind == .created {
                    log.info(
                        "topic created", [LogField.topic: .string(finding.topic), "detail": .string(finding.detail)])
                }
                if let wrong = findings.first(where: { $0.kind == .wrongPartitions }) {
                    throw KafkaError(.invalidPartitions, wrong.description)
                }
                let missing = findings.filter { $0.kind == .missing || $0.kind == .unknown }
                if missing.isEmpty, let layout {
                    log.recovered(key: "topics", "the topics are there")
                    await warnOfSettings(preparer)
                    return layout
                }
                waiting(
                    "topics", "topics are missing; waiting for them", missing.map(\.topic).joined(separator: ", "),
                    advice: missing.first?.description ?? "")
            } catch {
                if error.code == .invalidPartitions { throw RelayError(.config, error.message) }
                if error.code == .authentication || error.code == .saslAuthenticationFailed {
                    waiting(
                        "kafka", "Kafka refuses the credentials", error.description, advice: KafkaErrorLog.advice(error)
                    )
                } else {
                    waiting("kafka", "Kafka can't be reached", error.description, advice: KafkaErrorLog.advice(error))
                }
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func waiting(_ key: String, _ what: String, _ detail: String, advice: String) {
        readiness.set("kafka", isReady: false, "\(what): \(detail)")
        log.once(
            key: key, .error, what, state: what,
            [
                LogField.error: .string(detail), "advice": .string(advice),
                "bootstrap_servers": .string(settings.kafka.bootstrapServers),
            ])
    }

    private func warnOfSettings(_ preparer: TopicPreparer) async {
        readiness.remove("kafka")
        do throws(KafkaError) {
            for finding in try await preparer.compareSettings() {
                log.warning(
                    "a topic's setting differs from what it should be",
                    [LogField.topic: .string(finding.topic), "detail": .string(finding.detail)])
            }
        } catch {
            log.info(
                "this broker can't describe settings; they are not checked",
                [LogField.error: .string(error.description)])
        }
    }

    /// Reads the control topic to its end, and checks or records the partition counts.
    private func openControl(_ layout: TopicPreparer.Layout, _ producer: KafkaProducer) async throws {
        let control = try ControlTopic(
            topic: TopicNames(prefix: settings.topics.prefix).control, properties: clients.reader(),
            options: consumerOptions("control"),
            onError: { [log] in KafkaErrorLog(log: log).report($0, stage: "control") })
        parts.withLock { $0.control = control }
        await control.waitUntilRead()
        if let recorded = control.partitionCount {
            guard recorded == layout.lanePartitions else {
                throw RelayError(
                    .config,
                    "The topics of commands have \(layout.lanePartitions) partitions; the control topic says that they were "
                        + "made with \(recorded). " + TopicPreparer.wayOut)
            }
        } else {
            do throws(KafkaError) {
                try await control.write(.partitionCount(layout.lanePartitions), with: producer)
            } catch {
                throw RelayError(.unavailable, "The control topic can't be written: \(error)")
            }
        }
    }

    // MARK: Stages

    private func startRoute(_ layout: TopicPreparer.Layout) throws {
        let group = settings.kafka.groupPrefix + ".route"
        let forwarder = DeliveryForwarder()
        let poster = RoutePoster()
        let producer = try makeProducer(stage: "route", forwarder)
        var limits = RoutingConfiguration().limits
        limits.tasks = settings.route.maximumTasks
        let routing = RoutingConfiguration(
            apps: Set(settings.feishu.apps.map(\.alias)),
            defaultApp: settings.feishu.defaultApp ?? settings.feishu.apps.first?.alias ?? "default",
            allowedReplyTopics: settings.topics.replyAllowed.map { TopicPattern($0) }, limits: limits,
            defaultLocale: settings.route.defaultLocale, sendsMessages: settings.route.sendsMessages)
        let context = RouteContext(
            settings: settings, routing: routing, names: TopicNames(prefix: settings.topics.prefix), group: group,
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

    private func startExecute(_ layout: TopicPreparer.Layout, control controlProducer: KafkaProducer) throws {
        let group = settings.kafka.groupPrefix + ".execute"
        let names = TopicNames(prefix: settings.topics.prefix)
        let transport = try makeTransport()
        let forwarder = DeliveryForwarder()
        let producer = try makeProducer(stage: "execute", forwarder)
        guard let control = parts.withLock({ $0.control }) else { return }
        let stage = ExecuteStage(
            ExecuteContext(
                settings: settings, hosts: hosts, names: names, group: group,
                deadLetterPartitions: layout.deadLetterPartitions, lanePartitions: layout.lanePartitions,
                incarnation: incarnation, transport: transport,
                producer: producer,
                control: { key, value async throws(KafkaError) in
                    try await control.write(key: key, value, with: controlProducer)
                },
                readerProperties: clients.bulkReader(), metrics: metrics, readiness: readiness,
                lag: LagReport(metrics: metrics),
                blocked: blocked, kafkaErrors: KafkaErrorLog(log: log.named("execute")), log: log.named("execute"),
                failed: { [weak self] in self?.fail("execute", $0) }))
        transport.execute { stage.assumeIsolated { $0.start() } }
        forwarder.connect { deliveries in
            transport.execute { stage.assumeIsolated { $0.delivered(deliveries) } }
        }
        let reader = try KafkaConsumer(
            properties: clients.reader(),
            assignment: ManualAssignment(
                Dictionary(
                    uniqueKeysWithValues: (0..<layout.definitionPartitions).map {
                        (TopicPartition(topic: names.receipts(.definition), partition: Int32($0)), .beginning)
                    })), options: consumerOptions("definitions")
        ) {
            DefinitionFeed.reader(for: stage)
        }
        let consumer = try KafkaConsumer(
            properties: clients.consumer(group: group),
            subscription: names.allCommands.map(\.topic), options: consumerOptions("execute")
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
        control.follow { message in
            transport.execute { stage.assumeIsolated { $0.heard(message) } }
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

    private func makeProducer(stage: String, _ forwarder: DeliveryForwarder?) throws -> KafkaProducer {
        var options = ProducerOptions()
        if let forwarder { options.deliveries = { forwarder($0) } }
        let errors = KafkaErrorLog(log: log.named(stage))
        options.onError = { [weak self] error in
            if error.isFatal { self?.fail(stage, error) } else { errors.report(error, stage: stage) }
        }
        options.log = kafkaLog(stage)
        let producer = try KafkaProducer(
            properties: clients.producer(linger: stage == "execute" ? settings.kafka.answerLinger : nil),
            options: options)
        parts.withLock { $0.producers.append(producer) }
        return producer
    }

    private func consumerOptions(_ stage: String) -> ConsumerOptions {
        var options = ConsumerOptions()
        options.log = kafkaLog(stage)
        return options
    }

    private func kafkaLog(_ stage: String) -> @Sendable (KafkaLogLine) -> Void {
        let log = self.log.named("kafka")
        return { line in
            let level: LogLevel = line.level <= .error ? .warning : line.level == .warning ? .info : .debug
            log.log(
                level, "librdkafka",
                ["stage": .string(stage), "facility": .string(line.facility), "detail": .string(line.message)])
        }
    }

    private func fail(_ stage: String, _ error: KafkaError) {
        let known = failure.withLock { failure in
            defer { failure = failure ?? RelayError(.software, "\(stage): \(error)") }
            return failure != nil
        }
        guard !known else { return }
        log.critical(
            "a Kafka client can't go on; the process ends",
            ["stage": .string(stage), LogField.error: .string(error.description)])
        whenFailed(RelayError(.software, "The Kafka client of the stage \(stage) can't go on: \(error)."))
    }

    /// Names this process among all that ever wrote receipts.
    private static func makeIncarnation() -> String {
        String(WallClock.now(), radix: 36) + "-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }
}
