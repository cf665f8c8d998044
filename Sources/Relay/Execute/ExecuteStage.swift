import ApprovalContract
import Delivery
import FeishuAPI
import HTTPTransport
import JSON
import Kafka
import Observability

/// The second stage: commands in, calls to Feishu, results out. An actor on the transport's thread: a command is a plain
/// `async` function whose state needs no lock, and awaiting a call never leaves the thread.
///
/// A command's offset passes when its result, its receipt and (for a failure) its dead letter are acknowledged.
actor ExecuteStage {
    nonisolated let transport: HTTPTransport
    nonisolated var unownedExecutor: UnownedSerialExecutor { transport.unowned }

    let context: ExecuteContext
    let log: Logger
    let results: ResultWriter
    let parser: JSONParser
    let bodies = BodyRenderer()
    var clients: [String: FeishuClient] = [:]
    var partitions = AssignedPartitions()
    let scheduler = KeyScheduler<LaneKey, Job>()
    let receipts: ReceiptBook<LanePartition>
    /// What is known of the ends of the partitions of receipts.
    var tails: [LanePartition: ReceiptTail] = [:]
    /// Partitions that were given up in good order, whose receipts stay in memory for a while in case that they come back; and since
    /// when.
    var retired: [LanePartition: ContinuousClock.Instant] = [:]
    /// Readings of what somebody else wrote, under way.
    var inspecting: [LanePartition: Set<Int>] = [:]
    var nextInspection = 0
    /// Partitions whose old receipts are still to be looked for.
    var expiryLine: [LanePartition] = []
    /// `nil` until there are receipts.
    var lastExpiry: ContinuousClock.Instant?
    var lastCount = ContinuousClock.now
    var lastTailCheck = ContinuousClock.now
    var tailTurn = 0
    var isCheckingTail = false
    /// Times that partitions were given: numbers the claims.
    var assignments = 0
    var definitions = Definitions()
    var suspensions = Suspensions()
    /// Approvals whose first sync waits for others to go with it, each with its suspension.
    var gathering: [LaneKey: Int] = [:]
    private var gates: [GateKey: Gate] = [:]
    let quota: QuotaDesk
    let holds: HoldDesk
    let confirm: ConfirmDesk
    var parking = ParkingDesk()
    /// What readiness was told of last.
    var reportedParked = 0
    private(set) var control: ControlOutbox!
    var outputs: OutputQueue!
    var consumer: ConsumerControl?
    var generation = 0
    /// That of the latest `assigned`.
    var assignedGeneration = 0
    var lease: CallLease
    /// Commands that wait for a fresh commit.
    var leaseWaiters: [Int] = []
    var isCommitting = false
    var draining: Draining?
    /// Jobs that hold one of the places; those that wait for something don't.
    var active = 0
    var isStopping = false
    /// Jobs whose turn has come and whose task has not begun. A task takes the first, whichever it was made for: a job is
    /// confined to this actor and can't travel with its task.
    private var starting = FIFO<(key: LaneKey, job: Job)>()
    var lastCommit = ContinuousClock.now
    var lastRetry = ContinuousClock.now
    var receiptWriter = JSONWriter(capacity: 4096)
    /// Found once each: every command counts in one.
    var outcomes: [OutcomeOfKind: Counter] = [:]
    let processSeconds: Histogram
    let lanes: [String: Lane]
    let bulkTopics: Set<String>
    /// The lane of each topic of receipts.
    let receiptLanes: [String: Lane]
    let epoch = ContinuousClock.now

    /// Records that may wait for room in the producer before no more commands are started.
    static let maximumBacklog = 2000

    init(_ context: ExecuteContext) {
        self.context = context
        transport = context.transport
        log = context.log
        processSeconds = context.metrics.processSeconds.with("execute")
        let parser = JSONParser(
            limits: JSONLimits(maximumSize: context.settings.topics.maximumRecordBytes), refusesDuplicateKeys: false)
        self.parser = parser
        receipts = ReceiptBook(parser: parser)
        lease = CallLease(
            session: context.settings.kafka.sessionTimeout, call: context.settings.feishu.requestTimeout)
        receiptLanes = Dictionary(uniqueKeysWithValues: Lane.allCases.map { (context.names.receipts($0), $0) })
        let bySource = context.settings.topics.replyAllowed
        results = ResultWriter(
            topics: context.settings.topics, source: context.settings.source, relayVersion: RelayVersion.current,
            group: context.group, deadLetterPartitions: context.deadLetterPartitions,
            replyAllowed: { topic in
                bySource.contains { $0.hasSuffix("*") ? topic.hasPrefix($0.dropLast()) : $0 == topic }
            })
        let apps = Dictionary(
            context.settings.feishu.apps.map { ($0.alias, $0.nameAtFeishu) }, uniquingKeysWith: { $1 })
        holds = HoldDesk(
            incarnation: context.incarnation, apps: apps, credit: context.settings.execute.deadLetterCredit)
        confirm = ConfirmDesk(context.settings.execute.confirm)
        quota = QuotaDesk(
            incarnation: context.incarnation, partitionCount: context.lanePartitions, settings: context.settings.quota,
            apps: apps)
        let commands = context.names.allCommands
        lanes = Dictionary(uniqueKeysWithValues: commands.map { ($0.topic, $0.lane) })
        bulkTopics = Set(commands.filter { $0.priority == .bulk }.map(\.topic))
    }

    /// Makes what must be made on the stage's own thread. Called once, before any other.
    func start() {
        for app in context.settings.feishu.apps {
            let client = FeishuClient(
                credentials: AppCredentials(
                    appID: app.appID, appSecret: FeishuAPI.Secret(app.appSecret.reveal()),
                    kind: app.tenantKey.map { .store(tenantKey: $0) } ?? .selfBuilt),
                hosts: context.hosts, transport: CurlFeishuTransport(transport: transport))
            client.mayCall = { self.lease.permitsCall(at: .now) || ChaosHooks.has(.noLease) }
            client.admitsRepetition = { endpoint in
                self.admitsRepetition(of: endpoint, app: app.alias)
            }
            clients[app.alias] = client
        }
        control = ControlOutbox { self.writeControl($0, $1, isLasting: $2) }
        outputs = OutputQueue(
            producer: context.producer, verdict: { self.verdict(on: $0, $1) }, acknowledged: { self.finished($0) },
            handedOver: { self.sent($0) }, placed: { self.placed($0, at: $1) })
        tick()
    }

    /// Time since the stage was made, for gates.
    var now: Duration { ContinuousClock.now - epoch }

    // MARK: Intake

    func received(_ batch: RecordBatch) {
        guard !isStopping else { return }
        let now = self.now
        for record in batch {
            guard let lane = lanes[record.topic] else {
                receivedParked(record, at: now)
                continue
            }
            guard let work = partitions.begin(record) else { continue }
            let job = Job(
                work: work, lane: lane, key: laneKey(lane, record), isBulk: bulkTopics.contains(record.topic),
                record: record, arrivedAt: now)
            let turn = parking.turn(
                ofLane: record.partition,
                ParkedPlace(key: ParkedKey(topic: record.topic, key: record.key), offset: record.offset))
            switch turn {
            // Only what is read of the parked topic waits for the lane.
            case .take, .wait: enter(job)
            case .repeated: pass(work)
            case .follow: parkUnstarted(job, .keyOrder)
            }
        }
        if !parking.waiting.isEmpty { enterParked() }
        for rewind in partitions.takeRewinds() { report(rewind) }
        reportGaps()
        pump()
        applyBackPressure()
    }

    func laneKey(_ lane: Lane, _ record: ConsumerRecord) -> LaneKey {
        // A record of ours always has a key; one without is nobody's approval and has a line of its own.
        let key =
            record.key.map { String(decoding: $0, as: UTF8.self) }
            ?? "\u{0}\(record.topic)/\(record.partition)/\(record.offset)"
        return LaneKey(lane: lane, key: key)
    }

    /// A command takes its place in its key's line.
    func enter(_ job: Job) {
        scheduler.add(job, key: job.key, isBackground: job.isBulk)
        if !job.isBulk, scheduler.runsBackground(job.key) { promote(job.key) }
        if !gathering.isEmpty, let waiting = gathering[job.key] { wake(waiting) }
    }

    /// A partition's offsets went back.
    private func report(_ rewind: AssignedPartitions.Rewind) {
        context.kafkaErrors.report(rewind, stage: "execute")
        let gone: Set<TopicPartition> = [rewind.partition]
        _ = scheduler.remove { gone.contains($0.work.partition) && !$0.work.isCurrent }
    }

    private func reportGaps() {
        guard let consumer else { return }
        for gap in partitions.takeGaps(at: .now) {
            GoneRecords.report(gap, consumer, log, context.metrics, stage: "execute")
        }
    }

    func delivered(_ deliveries: [Delivery]) {
        outputs.delivered(deliveries)
        pump()
    }

    /// Starts commands while there is room.
    func pump() {
        while active < context.settings.execute.concurrency, outputs.backlog <= Self.maximumBacklog,
            let (key, job) = scheduler.next()
        {
            active += 1
            job.work.owner.started += 1
            starting.append((key, job))
            // Without the preference each answer would take a turn through the cooperative pool on its way to its task.
            Task(executorPreference: transport) { await self.runNext() }
        }
    }

    private func runNext() async {
        guard let (key, job) = starting.popFirst() else { return }
        await run(key, job)
    }

    /// The gate of an app and API, made at its first use.
    func gate(_ key: GateKey) -> Gate {
        if let gate = gates[key] { return gate }
        let gate = Gate(key, context.settings.quota, context.metrics)
        gates[key] = gate
        setHeld(gate)
        return gate
    }

    var openGates: some Sequence<Gate> { gates.values }

    /// Lets those pass, at every gate, who may.
    func openLines() {
        for gate in gates.values where gate.line.count > 0 { openLine(gate) }
    }

    private func tick() {
        let now = ContinuousClock.now
        outputs.flush()
        reportQuota()
        tellThrottles()
        if now - lastRetry >= .seconds(1) {
            lastRetry = now
            outputs.retryHeld()
            report()
            reportGaps()
            checkTails()
            expireReceipts()
            if !retired.isEmpty { forgetOldReceipts() }
            forgetSilentReports()
            control.retry()
            lapseHolds()
            renewPauses()
            watchParking()
            endToldThrottles()
            forgetOldNotes()
            askConfirmations()
        }
        if now - lastCommit >= context.settings.kafka.commitInterval {
            lastCommit = now
            commit()
        }
        keepLease()
        if let draining, now >= draining.deadline { finishDraining(draining) }
        pump()
        applyBackPressure()
        transport.schedule(after: .milliseconds(100)) { [weak self] in
            guard let self else { return }
            self.assumeIsolated { $0.tick() }
        }
    }

    /// Pauses the partitions of a lane's live or bulk topic when too much of it is taken in and unfinished, and goes on at the half of it.
    func applyBackPressure() {
        let settings = context.settings.execute
        // A topic each: bulk commands that wait must not keep live ones from being read.
        var counts: [String: (count: Int, bytes: Int)] = [:]
        var byTopic: [String: [OwnedPartition]] = [:]
        for partition in partitions.owned {
            let topic = partition.id.topic
            let before = counts[topic] ?? (0, 0)
            counts[topic] = (
                before.count + partition.ledger.unfinishedCount, before.bytes + partition.unfinishedBytes
            )
            byTopic[topic, default: []].append(partition)
        }
        for (topic, owned) in byTopic {
            let (count, bytes) = counts[topic] ?? (0, 0)
            if count >= settings.window || bytes >= settings.windowBytes {
                pause(partitions.setPause(.window, true, owned))
            } else if count <= settings.window / 2, bytes <= settings.windowBytes / 2 {
                resume(partitions.setPause(.window, false, owned))
            }
        }
        let bounded = partitions.boundMaps()
        pause(bounded.pause)
        resume(bounded.resume)
    }

    private func pause(_ changed: [TopicPartition]) {
        if !changed.isEmpty { consumer?.pause(changed) }
    }

    private func resume(_ changed: [TopicPartition]) {
        if !changed.isEmpty { consumer?.resume(changed) }
    }

    private func report() {
        if ContinuousClock.now - lastCount >= .seconds(10) {
            lastCount = .now
            context.metrics.receipts.with("execute").set(receipts.count)
        }
        reportGates()
        context.metrics.waiting.with("execute").set(partitions.unfinishedCount)
        context.metrics.running.with("execute").set(active)
        context.metrics.oldestSeconds.with("execute").set(partitions.oldestAge(at: WallClock.now()))
        context.metrics.blocked.with("execute").set(outputs.refusedCount)
        context.blocked.update(outputs.refusals, stage: "execute")
    }
}
