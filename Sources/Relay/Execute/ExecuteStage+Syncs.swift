import ApprovalContract
import Delivery
import FeishuAPI
import FeishuTypes
import Kafka
import Observability

/// Syncs: those of an approval that wait behind the one that is due go with it, and every one has a version that grows.
extension ExecuteStage {
    /// Without receipts nobody remembers which versions went out; they stay as the senders gave them.
    var givesVersions: Bool { context.settings.execute.writesReceipts && !ChaosHooks.writesPreviousFormat }

    /// What an approval's next versions follow from.
    func syncMark(of receipt: PackedReceipt?) -> SyncMark {
        if let mark = receipt?.sync { return mark }
        var mark = SyncMark()
        mark.isUnbounded = !(receipt?.isEmpty ?? true)
        return mark
    }

    /// Carries out the sync that is due and those behind it, and waits until their answers are in Kafka.
    func syncs(_ command: Command, _ job: Job, _ key: LaneKey) async -> Ending {
        let mark = syncMark(of: receipts.find(job.lanePartition, command.recordKey))
        let turn = SyncTurn(
            key, job, SupersedeLedger(mark, burst: context.settings.execute.syncBurst), parser: parser)
        take(command, job, into: turn)
        takeAlong(command.recordKey, into: turn)
        if await carryOut(turn, command) { await repeatsAnswered(turn) }
        let left = turn.takeAll().map(\.job)
        if let reason = turn.setAside {
            await park(left, reason)
        } else {
            for job in left { gaveUp(job.work) }
        }
        return .ended
    }

    /// - Returns: false when the turn must be given up.
    private func carryOut(_ turn: SyncTurn, _ first: Command) async -> Bool {
        while true {
            let time = turn.isClosed ? Duration.seconds(1 << 40) : now
            switch turn.ledger.next(at: time, wall: WallClock.now(), fit: { turn.fit($0) }) {
            case .idle, .busy: return true
            case .wait(let until):
                guard await gather(turn, until) else { return false }
                takeAlong(first.recordKey, into: turn)
            case .answer(let answers):
                guard await settle(answers, turn) else { return false }
            case .call(let call):
                guard await make(call, turn) else { return false }
            }
        }
    }

    // MARK: Taking along

    private func take(_ command: Command, _ job: Job, into turn: SyncTurn) {
        let receipt = receipts.find(job.lanePartition, command.recordKey)
        if let receipt, let ending = answer(command, job, from: receipt) {
            if case .abandoned = ending { gaveUp(job.work) } else { turn.repeats.append(job) }
        } else if case .parsed(let body) = command.body {
            turn.add(command, body: body, job, hasFailed: receipt?.retry?.commandID == command.id)
        } else {
            gaveUp(job.work)
        }
    }

    /// Whatever else waits of the approval keeps its place, and so does all behind it.
    private func takeAlong(_ recordKey: String, into turn: SyncTurn) {
        var goesOn = true
        while goesOn {
            goesOn = false
            var found: Command?
            let jobs = scheduler.takeFollowing(turn.key) { job in
                // One at a time: whether there is room for the next follows from what came of this one.
                guard found == nil, turn.hasRoom(for: job), let command = try? read(job),
                    command.kind == .instanceSync, command.recordKey == recordKey
                else { return false }
                found = command
                return true
            }
            if let job = jobs.first, let command = found {
                job.work.owner.started += 1
                take(command, job, into: turn)
                goesOn = true
            }
        }
        turn.isClosed = scheduler.queuedCount(of: turn.key) > 0
    }

    /// Waits for more syncs that go with the first, without a place.
    private func gather(_ turn: SyncTurn, _ until: Duration) async -> Bool {
        guard let work = turn.firstWork else { return false }
        turn.forgetBodies()
        let wait = until - now
        let goesOn = await suspend(work) { id in
            gathering[turn.key] = id
            wake(id, after: wait)
        }
        gathering[turn.key] = nil
        return goesOn
    }

    // MARK: Calls

    private func make(_ call: SyncCall, _ turn: SyncTurn) async -> Bool {
        guard let carrier = turn.members[call.carrier.ticket] else { return false }
        let (command, job) = (carrier.command, carrier.job)
        guard let client = clients[command.app] else {
            return await refuse(call, turn, CommandFailure(outcome: .rejected, reason: unknownApp(command.app)))
        }
        var approvalCode: String?
        let custom = call.carrier.header.approvalCode
        if call.carrier.codeKind == .custom, !custom.isEmpty {
            switch await code(for: command.app + ":" + custom, job, turn) {
            case .known(let code): approvalCode = code
            case .abandoned: return false
            case .unknown:
                return await refuse(
                    call, turn, CommandFailure(outcome: .deadLettered, reason: unknownDefinition(custom, command.app)))
            }
        }
        let quick = call.carrier.codeKind == .custom ? definitions.quickApproval(command.app + ":" + custom) : nil
        let bytes = turn.render(call, approvalCode: approvalCode, quick, bodies)
        if ChaosHooks.has(.receiptBeforeCall) {
            let early = RelayResult(answering: command, outcome: .applied, completed: WallClock.now())
            writeReceipt(for: command, job, ReceiptEntry(early)) { _ in }
        }
        let trail = makeTrail(turn.key)
        switch await self.call(
            .syncInstance, command, job, definition: custom.isEmpty ? nil : custom, trail: trail,
            { await client.syncInstance(body: bytes, $0) })
        {
        case .abandoned:
            turn.ledger.abandoned()
            return false
        case .failure(let reason, let result, let attempts, let called, let first):
            return await refuse(
                call, turn,
                CommandFailure(
                    outcome: .deadLettered, reason: reason, call: result, attempts: attempts, called: called,
                    firstFailedAt: first))
        case .success(let result, let attempts, let called):
            applied(bytes, call.version, command, job, turn.key, trail, hadFailed: call.carrier.hasFailed)
            let answers = turn.ledger.succeeded()
            return await settle(answers, turn, SyncSuccess(call: result, attempts: attempts, called: called))
        }
    }

    /// The call came to nothing. One for several is taken apart.
    private func refuse(_ call: SyncCall, _ turn: SyncTurn, _ failure: CommandFailure) async -> Bool {
        if call.isOwnBody { turn.failures[call.carrier.commandID] = failure }
        let answers = turn.ledger.refused()
        guard answers.isEmpty else { return await settle(answers, turn) }
        if let carrier = turn.members[call.carrier.ticket] {
            // What failed was the call for all: each by itself begins anew.
            receipts.find(carrier.job.lanePartition, carrier.command.recordKey)?.retry = nil
            logger(carrier.command, carrier.job).warning(
                "a call for several syncs was refused; each is sent by itself",
                [
                    "syncs": .int(call.carried.count + call.replaced.count),
                    "reason": .string(failure.reason.code.rawValue), "detail": .string(failure.reason.detail),
                    "log_id": .optional(failure.call?.logID),
                ])
        }
        return true
    }

    private func code(for name: String, _ job: Job, _ turn: SyncTurn) async -> Code {
        // One wait is enough for all that name it.
        if turn.unknownDefinitions.contains(name), definitions[name] == nil { return .unknown }
        let found = await code(for: name, job)
        if case .unknown = found { turn.unknownDefinitions.insert(name) }
        return found
    }

    // MARK: Answers

    /// Writes what came of some: dead letters, then one receipt for all, then the answers, each when what goes before is in Kafka. A
    /// crash between leaves a receipt that says the same, or none; and nothing newer goes out before.
    ///
    /// - Returns: false when the turn must be given up.
    private func settle(_ answers: [SyncAnswer], _ turn: SyncTurn, _ success: SyncSuccess? = nil) async -> Bool {
        let now = WallClock.now()
        var given: [SettledSync] = []
        given.reserveCapacity(answers.count)
        for answer in answers {
            guard let member = turn.members[answer.ticket], member.job.work.mayBeAnswered else { return false }
            given.append(SettledSync(answer, member, result(of: answer, member.command, turn, success, at: now)))
        }
        guard let last = given.last else { return true }
        for sync in given where !sync.answer.isRepeat {
            guard let failure = failure(of: sync.answer, turn) else { continue }
            sendDeadLetter(failure, sync.member.job, sync.member.command, at: now, version: sync.answer.version)
        }
        for sync in given where sync.work.unacknowledged > 0 { await outputsAcknowledged(sync.work) }
        if !turn.repeats.isEmpty { await repeatsAnswered(turn) }
        guard await mayAnswer(last.work) else { return false }
        let new = given.filter { !$0.answer.isRepeat }
        writeReceipt(for: last.member.command, last.member.job) { receipt in
            receipt.sync = turn.ledger.mark
            for sync in new {
                receipt.record(
                    ReceiptEntry(sync.result), offset: sync.member.job.record.offset,
                    origin: ReceiptOrigin(sync.member.command), group: new.count, writer: &receiptWriter)
            }
        }
        ChaosHooks.pass(.receiptProduced)
        // Of one by itself too: after a crash without the receipt it may go with others that wait then, and is answered otherwise.
        await outputsAcknowledged(last.work)
        guard await mayAnswer(last.work) else { return false }
        for sync in given {
            _ = turn.take(sync.answer.ticket)
            send(sync.result, sync.member.job, sync.member.command)
            close(sync.result, sync.member.job, sync.member.command)
        }
        for sync in given where !sync.work.isDone { await acknowledged(sync.work) }
        return true
    }

    private func repeatsAnswered(_ turn: SyncTurn) async {
        for job in turn.repeats { await acknowledged(job.work) }
        turn.repeats = []
    }

    private func result(
        of answer: SyncAnswer, _ command: Command, _ turn: SyncTurn, _ success: SyncSuccess?, at now: Int64
    ) -> RelayResult {
        if let failure = failure(of: answer, turn) { return makeResult(command, failure, at: now) }
        if case .older = answer.verdict {
            let reason = Reason(
                .older,
                "A newer state of the approval had gone out: the sync's version is \(answer.version), its "
                    + "sequence \(command.sequence ?? "not given").")
            return RelayResult(answering: command, outcome: .unchanged, reason: reason, completed: now)
        }
        if case .superseded(let carrier) = answer.verdict {
            var result = RelayResult(
                answering: command, outcome: .superseded, called: success?.called, completed: now)
            result.supersededBy = carrier
            return result
        }
        guard let success else { return RelayResult(answering: command, outcome: .applied, completed: now) }
        return makeResult(command, .applied, success.call, success.attempts, success.called)
    }

    /// Why a sync came to nothing; nil for one that didn't.
    private func failure(of answer: SyncAnswer, _ turn: SyncTurn) -> CommandFailure? {
        switch answer.verdict {
        case .applied, .superseded, .older: nil
        case .expired: CommandFailure(outcome: .rejected, reason: Self.expired)
        case .refused: turn.failures[answer.commandID]
        }
    }
}
