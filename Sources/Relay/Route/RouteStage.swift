import ApprovalContract
import Delivery
import JSON
import Kafka
import Observability
import Routing

/// The first stage: events in, commands out, on the consumer's own thread.
///
/// An event's offset passes when all its commands, or the answer and the dead letter of its rejection, are acknowledged.
final class RouteStage: ConsumerHandler {
    typealias Message = RouteMessage

    let context: RouteContext
    let reader: EventReader
    let router: Router
    let results: ResultWriter
    /// Writes what would be done, in place of all else; `nil` but in a dry run.
    let dryRun: DryRunWriter?
    let log: Logger
    var partitions = AssignedPartitions()
    var outputs: OutputQueue!
    private var draining: Draining?
    private var generation = 0
    /// The same for tasks on other threads.
    private let latestGeneration = SharedGeneration()
    private var lastCommit = ContinuousClock.now
    private var lastRetry = ContinuousClock.now
    private var isClosing = false
    var commandWriter = JSONWriter(capacity: 8192)
    /// Found once: nearly every event counts here.
    let routedEvents: Counter
    private let processSeconds: Histogram
    let commandCounters: [CommandKind: Counter]
    /// Records not worked on yet since the outputs wait for room.
    private var postponed: [ConsumerRecord] = []
    private var isPaused = false
    /// Rejections whose result or dead letter is still to come, by work: for records that Kafka finds too large.
    private var rejecting: Set<ObjectIdentifier> = []

    init(_ context: RouteContext) {
        self.context = context
        reader = EventReader(limits: JSONLimits(maximumSize: context.settings.topics.maximumRecordBytes))
        let routing = context.routing
        router = Router(routing)
        results = ResultWriter(
            topics: context.settings.topics, source: context.settings.source, relayVersion: RelayVersion.current,
            group: context.group, deadLetterPartitions: context.deadLetterPartitions,
            replyAllowed: { routing.allowsReply(to: $0) })
        dryRun =
            context.settings.dryRun.isEnabled
            ? DryRunWriter(context.settings, hosts: context.hosts, results: results) : nil
        log = context.log
        processSeconds = context.metrics.processSeconds.with("route")
        routedEvents = context.metrics.events.with("commands")
        let commands = context.metrics.commands
        commandCounters = Dictionary(
            uniqueKeysWithValues: CommandKind.allCases.map { ($0, commands.with($0.rawValue)) })
        outputs = OutputQueue(
            producer: context.producer,
            verdict: { [unowned self] in verdict(on: $0, $1) },
            acknowledged: { [unowned self] in finished($0) })
    }

    func handle(_ event: ConsumerEvent<Message>, _ consumer: ConsumerContext) {
        switch event {
        case .records(let batch):
            outputs.gather {
                for record in batch { take(record) }
            }
            for rewind in partitions.takeRewinds() { context.kafkaErrors.report(rewind, stage: "route") }
            reportGaps(consumer)
            applyBackPressure(consumer)
        case .messages(let batches):
            for message in batches {
                switch message {
                case .delivered(let deliveries): outputs.delivered(deliveries)
                case .starts(let starts, let generation): begin(starts, generation, consumer)
                }
            }
            goOn(consumer)
        case .assigned(let new, let generation):
            assigned(new, generation, consumer)
        case .revoked(let old, let generation, let lost):
            revoke(old, generation, lost: lost, consumer)
        case .committed(let result):
            let accepted = result.isAccepted
            context.metrics.commits.with("route", accepted ? "accepted" : "refused").increment()
            if !accepted { partitions.forgetCommits(result.offsets.keys) }
        case .tick(let now):
            goOn(consumer)
            if now - lastRetry >= .seconds(1) {
                lastRetry = now
                outputs.retryHeld()
                report()
                reportGaps(consumer)
            }
            if now - lastCommit >= context.settings.kafka.commitInterval {
                lastCommit = now
                commit(consumer)
            }
            if let draining, now >= draining.deadline { finishDraining(draining, consumer) }
        case .statistics(let statistics):
            context.lag.update(statistics)
        case .error(let error):
            context.kafkaErrors.report(error, stage: "route")
        case .fatal(let error):
            context.failed(error)
        case .closing:
            isClosing = true
            context.readiness.set("route", isReady: false, "shutting down")
        case .endOfPartition:
            break
        }
    }

    // MARK: Records

    private func take(_ record: ConsumerRecord) {
        guard !isClosing else { return }
        if outputs.backlog > RouteContext.maximumBacklog || !postponed.isEmpty {
            postponed.append(record)
        } else {
            route(record)
        }
    }

    private func goOn(_ consumer: ConsumerContext) {
        outputs.flush()
        if !postponed.isEmpty, outputs.backlog <= RouteContext.maximumBacklog / 2 {
            let records = postponed
            postponed = []
            for record in records { take(record) }
        }
        applyBackPressure(consumer)
        if let draining, isDrained(draining) { finishDraining(draining, consumer) }
    }

    private func finished(_ work: WorkTicket) {
        partitions.finish(work)
        processSeconds.observe(Double(max(0, WallClock.now() - work.time)) / 1000)
    }

    // MARK: Offsets and rebalances

    private func assigned(_ new: [TopicPartition], _ generation: Int, _ consumer: ConsumerContext) {
        self.generation = generation
        latestGeneration.value = generation
        partitions.assign(new)
        context.metrics.rebalances.with("route", "assigned").increment()
        log.info("partitions assigned", ["partitions": .int(new.count), "generation": .int(generation)])
        let control = consumer.control
        let (log, errors, post) = (self.log, context.kafkaErrors, context.post)
        let latestGeneration = self.latestGeneration
        let beginsAtEnd = context.settings.topics.eventsFrom == "latest"
        Task {
            let starts = await CommittedStarts.read(
                new, from: control, beginsAtEnd: beginsAtEnd, log: log, errors: errors, stage: "route",
                isWanted: { latestGeneration.value == generation })
            if let starts { post(.starts(starts, generation: generation)) }
        }
    }

    /// Goes on from what was committed, with the maps of what is finished beyond.
    private func begin(
        _ starts: [TopicPartition: CommittedStarts.Start], _ generation: Int, _ consumer: ConsumerContext
    ) {
        guard generation == self.generation else { return }
        for (partition, start) in starts {
            guard let position = start.position else { continue }
            partitions.restore(partition, position: position, finished: start.finished)
            // Or what comes between this start and the next would be passed over by it.
            if !start.isCommitted { partitions.forgetCommits([partition]) }
        }
        context.readiness.set(
            "route", isReady: !isClosing, "\(partitions.partitions.count) partitions assigned")
        consumer.completeAssignment(generation: generation, startingAt: starts.compactMapValues(\.position))
    }

    private func commit(_ consumer: ConsumerContext) {
        let commits = partitions.takeCommits()
        if !commits.isEmpty { consumer.commit(commits, generation: generation) }
    }

    private func revoke(_ old: [TopicPartition], _ generation: Int, lost: Bool, _ consumer: ConsumerContext) {
        self.generation = generation
        latestGeneration.value = generation
        context.metrics.rebalances.with("route", lost ? "lost" : "revoked").increment()
        log.info(
            lost ? "partitions lost" : "partitions revoked",
            ["partitions": .int(old.count), "generation": .int(generation)])
        let revoked = Set(old)
        postponed.removeAll { revoked.contains($0.topicPartition) }
        if lost {
            draining = nil
            partitions.remove(old)
            consumer.completeRevoke(generation: generation)
            return
        }
        partitions.beginRevoking(old)
        draining = Draining(
            partitions: old, generation: generation, deadline: .now + context.settings.shutdown.drain)
        goOn(consumer)
    }

    private func isDrained(_ draining: Draining) -> Bool {
        draining.partitions.allSatisfy { (partitions[$0]?.ledger.unfinishedCount ?? 0) == 0 }
    }

    private func finishDraining(_ draining: Draining, _ consumer: ConsumerContext) {
        self.draining = nil
        let commits = partitions.takeCommits(of: draining.partitions)
        if !commits.isEmpty { consumer.commit(commits, generation: draining.generation) }
        let gone = Set(draining.partitions)
        outputs.abandon { gone.contains($0.partition) }
        partitions.remove(draining.partitions)
        context.readiness.set(
            "route", isReady: !isClosing,
            isClosing ? "shutting down" : "\(partitions.partitions.count) partitions assigned")
        consumer.completeRevoke(generation: draining.generation)
    }

    /// Pauses when too much waits to be written, and goes on at the half of it.
    private func applyBackPressure(_ consumer: ConsumerContext) {
        let waiting = partitions.unfinishedCount + postponed.count
        let bytes = partitions.unfinishedBytes
        if waiting > RouteContext.maximumUnfinished || bytes > RouteContext.maximumUnfinishedBytes || !postponed.isEmpty
        {
            if !isPaused { consumer.pause(partitions.setPause(.window, true, partitions.owned)) }
            isPaused = true
        } else if isPaused, waiting < RouteContext.maximumUnfinished / 2,
            bytes < RouteContext.maximumUnfinishedBytes / 2
        {
            isPaused = false
            consumer.resume(partitions.setPause(.window, false, partitions.owned))
        }
        let bounded = partitions.boundMaps()
        if !bounded.pause.isEmpty { consumer.pause(bounded.pause) }
        if !bounded.resume.isEmpty { consumer.resume(bounded.resume) }
    }

    private func reportGaps(_ consumer: ConsumerContext) {
        for gap in partitions.takeGaps(at: .now) {
            GoneRecords.report(gap, consumer.control, log, context.metrics, stage: "route")
        }
    }

    private func report() {
        context.metrics.waiting.with("route").set(partitions.unfinishedCount + postponed.count)
        context.metrics.oldestSeconds.with("route").set(partitions.oldestAge(at: WallClock.now()))
        context.metrics.blocked.with("route").set(outputs.refusedCount)
        context.blocked.update(outputs.refusals, stage: "route")
    }
}
