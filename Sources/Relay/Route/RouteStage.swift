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

    private let context: RouteContext
    private let reader: EventReader
    private let router: Router
    private let results: ResultWriter
    /// Writes what would be done, in place of all else; `nil` but in a dry run.
    private let dryRun: DryRunWriter?
    private let log: Logger
    private var partitions = AssignedPartitions()
    private var outputs: OutputQueue!
    private var draining: Draining?
    private var generation = 0
    /// The same for tasks on other threads.
    private let latestGeneration = SharedGeneration()
    private var lastCommit = ContinuousClock.now
    private var lastRetry = ContinuousClock.now
    private var isClosing = false
    private var commandWriter = JSONWriter(capacity: 8192)
    /// Found once: nearly every event counts here.
    private let routedEvents: Counter
    private let processSeconds: Histogram
    private let commandCounters: [CommandKind: Counter]
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

    // MARK: Events

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

    private func route(_ record: ConsumerRecord) {
        guard let work = partitions.begin(record) else { return }
        let now = WallClock.now()
        let eventRecord = EventRecord(
            origin: EventOrigin(
                topic: record.topic, partition: record.partition, offset: record.offset,
                timestamp: record.timestampMilliseconds),
            key: record.key, value: record.value,
            headers: record.fields)
        let decision = router.decide(on: reader.read(eventRecord), at: now)
        if let dryRun {
            answer(decision, eventRecord, work, now, dryRun)
            return outputs.seal(work)
        }
        switch decision {
        case .rejected(let rejection):
            reject(rejection, eventRecord, work, now)
        case .nothing(let event, let subject, let warnings):
            var result = RelayResult(withoutCommands: event, subject: subject, at: now)
            result.warnings = warnings
            context.metrics.events.with("nothing").increment()
            outputs.send(results.record(for: result, replyTo: event.replyTo, key: eventRecord.key, work: work))
        case .commands(let commands, let event):
            guard emit(commands, of: event, eventRecord, work, now), event.wantsAcceptance else { break }
            return announceAcceptance(of: commands, event, work)
        }
        outputs.seal(work)
    }

    /// Says what would be done.
    private func answer(
        _ decision: Decision, _ record: EventRecord, _ work: WorkTicket, _ now: Int64, _ dryRun: DryRunWriter
    ) {
        let decision = dryRun.refusingTooLarge(decision)
        switch decision {
        case .commands: routedEvents.increment()
        case .nothing: context.metrics.events.with("nothing").increment()
        case .rejected(let rejection):
            noteRejection(rejection, record, "event would be rejected")
        }
        for answer in dryRun.records(for: decision, of: record, work: work, at: now) { outputs.send(answer) }
    }

    /// Says that the commands are written once they are; the event's offset passes when that has been said.
    private func announceAcceptance(of commands: [Command], _ event: EventEnvelope, _ work: WorkTicket) {
        work.whenWritten = { [unowned self, unowned work] in
            let acceptance = Acceptance(of: event, commands, completed: WallClock.now())
            outputs.send(results.record(for: acceptance, replyTo: event.replyTo, work: work))
            outputs.seal(work)
        }
    }

    /// - Returns: whether they go out; otherwise the event is rejected.
    private func emit(
        _ commands: [Command], of event: EventEnvelope, _ record: EventRecord, _ work: WorkTicket, _ now: Int64
    ) -> Bool {
        var records: [OutputRecord] = []
        records.reserveCapacity(commands.count)
        for command in commands {
            commandWriter.removeAll()
            command.write(to: &commandWriter)
            guard commandWriter.count <= context.settings.route.maximumCommandBytes else {
                let reason = Reason.tooLarge(
                    command, bytes: commandWriter.count, limit: context.settings.route.maximumCommandBytes)
                reject(Rejection(event, reason), record, work, now)
                return false
            }
            let key = Array(command.recordKey.utf8)
            records.append(
                OutputRecord(
                    topic: context.names.commands(command.lane, command.priority),
                    partition: Murmur2.partition(forKey: key.span, count: Int32(clamping: context.lanePartitions)),
                    key: key,
                    value: commandWriter.bytes(),
                    headers: command.trace?.fields.map { RecordHeader($0) } ?? [],
                    purpose: .command, work: work))
            commandCounters[command.kind]?.increment()
        }
        routedEvents.increment()
        for record in records { outputs.send(record) }
        return true
    }

    private func noteRejection(_ rejection: Rejection, _ record: EventRecord, _ what: String) {
        context.metrics.events.with(rejection.reason.code.rawValue).increment()
        log.info(
            what,
            [
                LogField.event: .optional(rejection.event.id), "reason": .string(rejection.reason.code.rawValue),
                "violations": .int(rejection.reason.violations.count), LogField.topic: .string(record.origin.topic),
                LogField.partition: .int(record.origin.partition), LogField.offset: .int(record.origin.offset),
            ])
    }

    private func reject(_ rejection: Rejection, _ record: EventRecord, _ work: WorkTicket, _ now: Int64) {
        noteRejection(rejection, record, "event rejected")
        let letter = DeadLetter(
            stage: .route, reason: rejection.reason, origin: record.origin, group: context.group, firstFailedAt: now,
            lastFailedAt: now, eventID: rejection.event.id)
        outputs.send(
            results.record(for: letter, key: record.key, value: record.value, headers: record.headers, work: work))
        outputs.send(
            results.record(
                for: RelayResult(rejecting: rejection, at: now), replyTo: rejection.replyTo, key: record.key, work: work
            ))
    }

    /// What a record that Kafka did not take becomes.
    private func verdict(on record: OutputRecord, _ error: KafkaError) -> OutputQueue.Verdict {
        let replacement =
            dryRun.map { $0.replacement(for: record, after: error) } ?? results.replacement(for: record, after: error)
        if let other = replacement {
            log.warning(
                other.isShortened && !record.isShortened
                    ? "a result is too large for its topic; it is cut down to what identifies it"
                    : "reply topic refused a result; it goes to the default topic",
                [LogField.topic: .string(record.topic), LogField.error: .string(error.description)])
            return .replace(other)
        }
        context.blocked.report(record, error, stage: "route")
        return .hold
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
