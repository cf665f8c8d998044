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
    }

    /// One command, from its turn to its outputs. The key's next command may start when this returns.
    func run(_ key: LaneKey, _ job: Job) async {
        let ending = await carryOut(job, key)
        if case .abandoned = ending { gaveUp(job.work) }
        active -= 1
        scheduler.finish(key)
        pump()
    }

    private func carryOut(_ job: Job, _ key: LaneKey) async -> Ending {
        guard job.work.mayGoOn else { return .abandoned }
        var command: Command
        do throws(ContractError) {
            command = try read(job)
        } catch {
            return error.code == .newerFormat ? await stop(job, error) : setAside(job, unreadable: error)
        }
        if let entry = receipts[job.lanePartition, key.key]?.entry(command.id, parser: parser) {
            if log.isEnabled(.debug) { logger(command, job).debug("repeated command answered from its receipt") }
            return finish(entry.result(for: command), job, command, receipt: nil)
        }
        if let expiry = command.expiry, expiry < WallClock.now() {
            let reason = Reason(.expired, "The event's expirytime had passed when its command's turn came.")
            return fail(command, job, .rejected, reason, attempts: 0)
        }
        guard let client = clients[command.app] else {
            let known = clients.keys.sorted().joined(separator: ", ")
            let reason = Reason(
                .unknownApp, "The command is for the app \(command.app), which is not configured here (\(known)).")
            return fail(command, job, .rejected, reason, attempts: 0)
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

    private func read(_ job: Job) throws(ContractError) -> Command {
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
    private func setAside(_ job: Job, unreadable error: ContractError) -> Ending {
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
        consumer?.pause([job.work.partition])
        partitions.setPaused(true, [job.work.partition])
        _ = await suspend(job.work) { _ in }
        context.readiness.remove(name)
        return .abandoned
    }
}
