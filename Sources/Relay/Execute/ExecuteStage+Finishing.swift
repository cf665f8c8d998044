import ApprovalContract
import Delivery
import FeishuAPI
import FeishuTypes
import JSON
import Kafka
import Observability

extension ExecuteStage {
    func makeResult(
        _ command: Command, _ outcome: Outcome, _ call: FeishuCallResult, _ attempts: Int, _ called: Int64
    ) -> RelayResult {
        RelayResult(
            answering: command, outcome: outcome, feishu: verdict(of: call), attempts: attempts, called: called,
            completed: WallClock.now())
    }

    private func verdict(of call: FeishuCallResult) -> FeishuVerdict? {
        call.httpStatus.map {
            FeishuVerdict(
                httpStatus: $0, code: call.code, message: call.message.isEmpty ? nil : call.message, logID: call.logID)
        }
    }

    /// Answers a command: receipt and result are queued, and the record is done when both are in Kafka.
    @discardableResult
    func finish(
        _ result: RelayResult, _ job: Job, _ command: Command, receipt change: ((PackedReceipt) -> Void)? = { _ in }
    ) -> Ending {
        guard job.work.mayBeAnswered else { return .abandoned }
        send(result, job, command)
        if let change, context.settings.execute.writesReceipts {
            writeReceipt(for: command, job, ReceiptEntry(result), change)
            ChaosHooks.pass(.receiptProduced)
        }
        close(result, job, command)
        return .answered
    }

    func send(_ result: RelayResult, _ job: Job, _ command: Command) {
        outputs.send(results.record(for: result, replyTo: command.replyTo, key: resultKey(command), work: job.work))
        ChaosHooks.pass(.resultProduced)
    }

    /// All that is written for a command is on its way.
    func close(_ result: RelayResult, _ job: Job, _ command: Command) {
        outputs.seal(job.work)
        count(command.kind, result.outcome)
        if log.isEnabled(.debug) {
            logger(command, job).debug(
                "command finished",
                ["kind": .string(command.kind.rawValue), "outcome": .string(result.outcome.rawValue)])
        }
    }

    private func count(_ kind: CommandKind, _ outcome: Outcome) {
        let pair = OutcomeOfKind(kind: kind, outcome: outcome)
        let known = outcomes[pair]
        let counter = known ?? context.metrics.outcomes.with(kind.rawValue, outcome.rawValue)
        if known == nil { outcomes[pair] = counter }
        counter.increment()
    }

    /// A result is found by the approval that it is about.
    private func resultKey(_ command: Command) -> ArraySlice<UInt8> { ArraySlice(command.key.utf8) }

    func writeReceipt(
        for command: Command, _ job: Job, _ entry: ReceiptEntry, _ change: (PackedReceipt) -> Void
    ) {
        writeReceipt(for: command, job) { receipt in
            if job.lane == .instance, receipt.sync == nil { receipt.sync = syncMark(of: receipt) }
            receipt.record(entry, offset: job.record.offset, origin: ReceiptOrigin(command), writer: &receiptWriter)
            change(receipt)
        }
    }

    func writeReceipt(for command: Command, _ job: Job, _ change: (PackedReceipt) -> Void) {
        let recordKey = command.recordKey
        // Without the partition the work is not current either, and was given up before.
        guard let receipt = receipts.own(job.lanePartition, recordKey) else { return }
        change(receipt)
        receiptWriter.removeAll()
        receipt.write(to: &receiptWriter, isPrevious: ChaosHooks.writesPreviousFormat)
        outputs.send(
            OutputRecord(
                topic: context.names.receipts(job.lane), partition: job.record.partition,
                key: Array(recordKey.utf8), value: receiptWriter.bytes(), purpose: .receipt, work: job.work))
    }

    /// Writes, before a send's call, that it is being made, and waits until that is in Kafka: after a crash the next owner knows whether
    /// the message may have been sent.
    ///
    /// - Returns: false when the work must be given up.
    func noteAttempt(_ command: Command, _ job: Job) async -> Bool {
        guard context.settings.execute.writesReceipts, !ChaosHooks.writesPreviousFormat, job.work.mayBeAnswered else {
            return job.work.mayGoOn
        }
        let attempt = SendAttempt(commandID: command.id, at: WallClock.now())
        writeReceipt(for: command, job) { $0.attempt = attempt }
        await outputsAcknowledged(job.work)
        return job.work.mayGoOn
    }

    /// Writes that a send which the receipt says is being made was not.
    func withdrawAttempt(_ command: Command, _ job: Job) {
        guard context.settings.execute.writesReceipts, job.work.mayBeAnswered,
            receipts.find(job.lanePartition, command.recordKey)?.attempt?.commandID == command.id
        else { return }
        writeReceipt(for: command, job) { $0.attempt = nil }
    }

    /// A command that came to nothing: dead letter first, then result and receipt.
    ///
    /// The receipt is written when the dead letter is in Kafka, and not before: who finds the receipt after a crash answers from it, and
    /// takes the dead letter for written.
    func fail(
        _ command: Command, _ job: Job, _ outcome: Outcome, _ reason: Reason, _ call: FeishuCallResult? = nil,
        _ attempts: Int, _ called: Int64? = nil, _ firstFailedAt: Int64? = nil
    ) async -> Ending {
        guard job.work.mayBeAnswered else { return .abandoned }
        let failure = CommandFailure(
            outcome: outcome, reason: reason, call: call, attempts: attempts, called: called,
            firstFailedAt: firstFailedAt)
        let now = WallClock.now()
        sendDeadLetter(failure, job, command, at: now)
        await outputsAcknowledged(job.work)
        guard await mayAnswer(job.work) else { return .abandoned }
        return finish(makeResult(command, failure, at: now), job, command)
    }

    /// - Parameter version: that a sync had.
    func sendDeadLetter(
        _ failure: CommandFailure, _ job: Job, _ command: Command, at now: Int64, version: Int64? = nil
    ) {
        let letter = DeadLetter(
            stage: .execute, reason: failure.reason, origin: job.origin, group: context.group,
            attempts: failure.attempts, firstFailedAt: failure.firstFailedAt ?? now, lastFailedAt: now,
            httpStatus: failure.call?.httpStatus, feishuCode: failure.call?.code, logID: failure.call?.logID,
            commandID: command.id, eventID: command.event.id, version: version)
        outputs.send(deadLetterRecord(letter, job))
        logger(command, job).warning(
            "command set aside",
            [
                "kind": .string(command.kind.rawValue), "reason": .string(failure.reason.code.rawValue),
                "detail": .string(failure.reason.detail), "log_id": .optional(failure.call?.logID),
            ])
    }

    func makeResult(_ command: Command, _ failure: CommandFailure, at now: Int64) -> RelayResult {
        RelayResult(
            answering: command, outcome: failure.outcome, reason: failure.reason,
            feishu: failure.call.flatMap { verdict(of: $0) }, attempts: failure.attempts, called: failure.called,
            completed: now)
    }

    func fail(
        _ command: Command, _ job: Job, _ outcome: Outcome, _ reason: Reason, attempts: Int
    ) async -> Ending {
        await fail(command, job, outcome, reason, nil, attempts)
    }

    func deadLetterRecord(_ letter: DeadLetter, _ job: Job) -> OutputRecord {
        results.record(
            for: letter, key: job.record.key, value: job.record.value,
            headers: job.record.fields, work: job.work)
    }

    /// What a record that Kafka did not take becomes.
    func verdict(on record: OutputRecord, _ error: KafkaError) -> OutputQueue.Verdict {
        OutputQueue.Verdict(
            on: record, error, replacement: results.replacement(for: record, after: error), log, context.blocked,
            stage: "execute")
    }

    /// All that was written for the work is in Kafka.
    func finished(_ work: WorkTicket) {
        partitions.finish(work)
        if let place = work.parked, work.isCurrent { parking.finished(work.partition.partition, place) }
        processSeconds.observe(Double(max(0, WallClock.now() - work.time)) / 1000)
        left(work)
    }

    /// The work is given up; its record is read again by the partition's next owner.
    func gaveUp(_ work: WorkTicket) {
        left(work)
    }

    private func left(_ work: WorkTicket) {
        guard work.isCurrent else { return }
        work.owner.started -= 1
        if let draining, isDrained(draining) { finishDraining(draining) }
    }

    /// The log with the fields by which a command is found.
    func logger(_ command: Command, _ job: Job) -> Logger {
        log.with([
            LogField.event: .optional(command.event.id), LogField.command: .string(command.id),
            LogField.key: .string(command.key), "app": .string(command.app),
            LogField.topic: .string(job.record.topic), LogField.partition: .int(job.record.partition),
            LogField.offset: .int(job.record.offset),
            LogField.traceID: .optional(command.trace.map { String($0.traceparent.dropFirst(3).prefix(32)) }),
        ])
    }
}
