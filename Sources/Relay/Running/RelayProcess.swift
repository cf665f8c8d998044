import Arguments
import FeishuAPI
import HTTPTransport
import Kafka
public import Observability
import Synchronization

/// One relay: its clients, its stages, and their start and end.
public final class RelayProcess: Sendable {
    let settings: RelayConfiguration
    let log: Logger
    let metrics: RelayMetrics
    public let readiness: Readiness
    let blocked: BlockedOutputs
    let clients: KafkaClients
    let incarnation: String
    let hosts: FeishuHosts

    /// What has been started so far.
    struct Parts {
        var transport: HTTPTransport?
        var route: KafkaConsumer<RouteStage>?
        var execute: KafkaConsumer<ExecuteConsumer>?
        var definitions: KafkaConsumer<TopicReader>?
        var control: ControlTopic?
        var producers: [KafkaProducer] = []
        var tickets: TicketWatch?
        var stage: ExecuteStage?
    }

    let parts = Mutex(Parts())
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
        for role in settings.dryRun.isEnabled ? [.route] : settings.roles {
            readiness.set(role.rawValue, isReady: false, "starting")
        }
    }

    /// Starts the stages. Returns when they have joined their groups' queues; a broker that can't be reached is waited for.
    public func start() async throws {
        if settings.dryRun.isEnabled { return try await startDryRun() }
        let layout = try await prepareTopics()
        let producer = try makeProducer(stage: "control", nil)
        let control = try await openControl(layout, producer)
        try Task.checkCancellation()
        if settings.roles.contains(.execute) { try startExecute(layout, control, producer) }
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

    func fail(_ stage: String, _ error: KafkaError) {
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
