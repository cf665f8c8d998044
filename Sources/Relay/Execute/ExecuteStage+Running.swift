import ApprovalContract
import Delivery
import FeishuAPI
import JSON
import Kafka
import Observability

extension ExecuteStage {
    /// What became of a job.
    enum Ending {
        /// Its outputs are on their way.
        case answered
        /// Its partition is being given up (or is gone): the next owner does it.
        case abandoned
        /// All that is to be said of it was said.
        case ended
    }

    /// One command, from its turn to its outputs. The key's next command may start when this returns.
    func run(_ key: LaneKey, _ job: Job) async {
        switch await carryOut(job, key) {
        case .abandoned:
            if let reason = job.work.reasonToSetAside { await park([job], reason) } else { gaveUp(job.work) }
        case .answered:
            // A receipt says of so many outcomes only: an answer must be in Kafka before others displace it.
            if key.lane == .instance { await acknowledged(job.work) }
        case .ended: break
        }
        active -= 1
        scheduler.finish(key)
        pump()
    }

    private func carryOut(_ job: Job, _ key: LaneKey) async -> Ending {
        guard await leased(job.work) else { return .abandoned }
        if job.isRepair { return await repair(job, key) }
        var command: Command
        do throws(ContractError) {
            command = try read(job)
        } catch {
            return error.code == .newerFormat ? await stop(job, error) : setAside(job, unreadable: error)
        }
        if command.kind == .instanceSync, givesVersions { return await syncs(command, job, key) }
        if let receipt = receipts.find(job.lanePartition, key.key),
            let ending = answer(command, job, from: receipt)
        {
            return ending
        }
        if ChaosHooks.has(.receiptBeforeCall), command.kind != .definitionUpsert {
            let early = RelayResult(answering: command, outcome: .applied, completed: WallClock.now())
            writeReceipt(for: command, job, ReceiptEntry(early)) { _ in }
        }
        if let expiry = command.expiry, expiry < WallClock.now() {
            return await fail(command, job, .rejected, Self.expired, attempts: 0)
        }
        guard let client = clients[command.app] else {
            return await fail(command, job, .rejected, unknownApp(command.app), attempts: 0)
        }
        let body = PendingBody(of: &command)
        switch command.kind {
        case .definitionUpsert: return await publish(command, body, job, client)
        case .instanceSync: return await sync(command, body, job, client)
        case .instanceCheck: return await check(command, body, job, client)
        case .messageSend: return await send(command, body, job, client)
        case .messageUpdate: return await update(command, body, job, key, client)
        }
    }

    static let expired = Reason(.expired, "The event's expirytime had passed when its command's turn came.")

    func unknownApp(_ app: String) -> Reason {
        let known = clients.keys.sorted().joined(separator: ", ")
        return Reason(.unknownApp, "The command is for the app \(app), which is not configured here (\(known)).")
    }

    /// Answers a command that was carried out before; `nil` for one that wasn't.
    func answer(_ command: Command, _ job: Job, from receipt: PackedReceipt) -> Ending? {
        let isReplay = job.isReplay
        if let entry = receipt.entry(command.id, parser: parser) {
            if isReplay, entry.outcome == .deadLettered || entry.outcome == .rejected { return nil }
            context.metrics.repeats.with("answered").increment()
            if log.isEnabled(.debug) { logger(command, job).debug("repeated command answered from its receipt") }
            return finish(entry.result(for: command), job, command, receipt: nil)
        }
        guard !isReplay, !ChaosHooks.writesPreviousFormat, let origin = ReceiptOrigin(command),
            receipt.isDone(beyond: origin)
        else { return nil }
        context.metrics.repeats.with("older").increment()
        let reason = Reason(
            .older,
            "The approval is done beyond this event, at offset \(origin.offset) of its partition: it was answered then. It isn't done again, "
                + "since that would put an older state over a newer one.")
        let result = RelayResult(
            answering: command, outcome: .unchanged, reason: reason, completed: WallClock.now())
        return finish(result, job, command, receipt: nil)
    }

    func read(_ job: Job) throws(ContractError) -> Command {
        guard let value = job.record.value else {
            throw ContractError(.malformed, "The command record is a tombstone; commands are never deleted one by one.")
        }
        do {
            return try Command(reading: try parser.parse(value))
        } catch let error as ContractError {
            throw error
        } catch {
            throw ContractError(.malformed, "The command record is no JSON that can be read: \(error).")
        }
    }

    /// A record that is no command of ours: whoever wrote it is not the relay.
    func setAside(_ job: Job, unreadable error: ContractError) -> Ending {
        let now = WallClock.now()
        let reason = Reason(.undecodable, error.message)
        log.error(
            "command record can't be read; it goes to the dead letters",
            [
                "topic": .string(job.record.topic), "partition": .int(job.record.partition),
                "offset": .int(job.record.offset), "error": .string(error.message),
            ])
        let letter = DeadLetter(
            stage: .execute, reason: reason, origin: job.origin, group: context.group, firstFailedAt: now,
            lastFailedAt: now)
        guard job.work.mayBeAnswered else { return .abandoned }
        outputs.send(deadLetterRecord(letter, job))
        let event = EventReference(id: nil, source: nil, type: nil, origin: job.origin, time: nil)
        let result = RelayResult(
            id: CommandID.make(origin: job.origin, kind: "command", slot: Outcome.deadLettered.rawValue),
            outcome: .deadLettered, event: event, reason: reason, times: .init(completed: now))
        outputs.send(results.record(for: result, replyTo: nil, key: job.record.key, work: job.work))
        outputs.seal(job.work)
        return .answered
    }

    /// A record of a newer build: its partition waits for that build, since guessing could lose something.
    private func stop(_ job: Job, _ error: ContractError) async -> Ending {
        log.error(
            "partition stopped at a command of a newer format",
            [
                "topic": .string(job.record.topic), "partition": .int(job.record.partition),
                "offset": .int(job.record.offset), "error": .string(error.message),
            ])
        let name = "format of \(job.record.topic)/\(job.record.partition)"
        context.readiness.set(name, isReady: false, error.message)
        consumer?.pause(partitions.setPause(.format, true, [job.work.owner]))
        _ = await suspend(job.work) { _ in }
        context.readiness.remove(name)
        return .abandoned
    }
}
