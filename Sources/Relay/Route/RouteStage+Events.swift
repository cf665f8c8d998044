import ApprovalContract
import JSON
import Kafka
import Observability
import Routing

// What becomes of an event: its commands, or the answer and the dead letter of its rejection.
extension RouteStage {
    func route(_ record: ConsumerRecord) {
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
    func verdict(on record: OutputRecord, _ error: KafkaError) -> OutputQueue.Verdict {
        let replacement =
            dryRun.map { $0.replacement(for: record, after: error) } ?? results.replacement(for: record, after: error)
        return OutputQueue.Verdict(
            on: record, error, replacement: replacement, log, context.blocked, stage: "route")
    }
}
