import ApprovalContract
import Delivery
import FeishuAPI
import FeishuTypes
import JSON
import Kafka
import Observability

extension ExecuteStage {
    /// What a command's calls came to.
    enum CallEnding {
        case success(FeishuCallResult, attempts: Int, called: Int64)
        case failure(Reason, FeishuCallResult, attempts: Int, called: Int64, firstFailedAt: Int64)
        case abandoned
    }

    /// Calls until there is an answer that counts, within the policy of retries.
    ///
    /// - Parameters:
    ///   - definition: whose credit for dead letters it takes; `nil` for the API's.
    ///   - doubt: for what must not be repeated without end: a send.
    ///   - trail: for what Feishu may drop in silence: a sync.
    func call(
        _ endpoint: FeishuEndpoint, _ command: Command, _ job: Job, definition: String? = nil, doubt: SendDoubt? = nil,
        trail: CallTrail? = nil,
        _ attempt: (FeishuClient.Options) async -> FeishuCallResult
    ) async -> CallEnding {
        let gate = gate(GateKey(app: command.app, endpoint: endpoint))
        let policy = context.settings.execute.retry
        let key = command.key
        var age = knownAge(command, job, gate)
        var calls = 0
        let turn = creditTurn(app: command.app, definition, endpoint)
        defer { end(turn) }
        guard await mayCall(turn, job.work) else { return .abandoned }
        while true {
            guard await admit(gate, key, job) else { return .abandoned }
            if let doubt {
                if let reason = doubt.verdict(at: WallClock.now()) {
                    giveBack(gate, key)
                    let nothing = FeishuCallResult(
                        endpoint: endpoint, outcome: .retry(.notAdmitted), reach: .mayHaveBeenProcessed, requestID: "")
                    guard await mayAnswer(job.work) else { return .abandoned }
                    return .failure(
                        reason, nothing, attempts: age.attempts, called: doubt.since ?? 0,
                        firstFailedAt: age.firstFailedAt ?? doubt.since ?? 0)
                }
                if doubt.mustBeNoted(at: WallClock.now()) {
                    guard await noteAttempt(command, job) else {
                        giveBack(gate, key)
                        return .abandoned
                    }
                    doubt.notedAt = WallClock.now()
                }
            }
            guard await leased(job.work) else {
                giveBack(gate, key)
                return .abandoned
            }
            calls += 1
            let called = WallClock.now()
            let options = FeishuClient.Options(
                requestID: "\(command.id)/\(context.incarnation)/\(calls)",
                timeout: context.settings.feishu.requestTimeout)
            trail?.began(at: now)
            let result = await attempt(options)
            trail?.ended(result, at: now)
            ChaosHooks.pass(.answerRead)
            if result.reach == .mayHaveBeenProcessed { doubt?.happened(at: called) }
            if result.isSuccess { succeeded(turn) }
            let counted = ended(result, gate, key)
            var wait = Duration.zero
            switch result.outcome {
            case .success:
                guard await mayAnswer(job.work) else { return .abandoned }
                return .success(result, attempts: age.attempts + 1, called: called)
            case .refused(let code):
                guard takeCredit(turn, result) else {
                    // It is asked again then: the reason may be gone.
                    guard await waitAgain(turn, job.work) else { return .abandoned }
                    continue
                }
                let reason = Reason(
                    ReasonCode(rawValue: code.rawValue) ?? .feishuValidation, refusal(result),
                    violations: result.fieldViolations.map {
                        .init(path: $0.field, problem: $0.description ?? "refused")
                    })
                guard await mayAnswer(job.work) else { return .abandoned }
                return .failure(
                    reason, result, attempts: age.attempts + 1, called: called,
                    firstFailedAt: age.firstFailedAt ?? called)
            case .throttled, .monthlyQuota, .hold, .retry(.tokenUnavailable), .retry(.appTicketMissing), .refreshToken:
                // The gate says when.
                continue
            case .retry(.cancelled), .retry(.notAdmitted):
                guard await pause(job.work, for: .milliseconds(100)) else { return .abandoned }
                continue
            case .retry:
                if counted == 0 {
                    // The gate paces what an outage failed; before it is one, this does.
                    if gate.gate.isOutage { continue }
                    let delay = policy.delay(attempts: 1, random: .random(in: 0..<1))
                    guard await pause(job.work, for: delay) else { return .abandoned }
                    continue
                }
                wait = result.resetAfter ?? .zero
            case .sameInstance, .unknownCode: break
            }
            age.failed(counted, wall: called, reading: gate.gate.openTime(at: now))
            let open = age.age(reading: gate.gate.openTime(at: now))
            switch policy.decide(attempts: age.attempts, age: open, random: .random(in: 0..<1)) {
            case .retry(let after):
                wait = max(wait, after)
                noteFailures(command, job, age, open)
            case .attemptsExhausted, .tooOld:
                if result.outcome == .unknownCode, !takeCredit(turn, result) {
                    guard await waitAgain(turn, job.work) else { return .abandoned }
                    age = RetryAge()
                    continue
                }
                let isOld = age.attempts < policy.maximumAttempts
                let code: ReasonCode =
                    result.outcome == .unknownCode ? .feishuUnknownCode : isOld ? .tooOld : .attemptsExhausted
                guard await mayAnswer(job.work) else { return .abandoned }
                return .failure(
                    Reason(code, "\(age.attempts) attempts failed; the last one: \(refusal(result))"), result,
                    attempts: age.attempts, called: called, firstFailedAt: age.firstFailedAt ?? called)
            }
            if log.isEnabled(.debug) {
                logger(command, job).debug(
                    "call failed; it is tried again", ["attempt": .int(age.attempts), "wait_seconds": .seconds(wait)])
            }
            guard await pause(job.work, for: wait) else { return .abandoned }
        }
    }

    /// A call is over: what its answer says of Feishu and of the app goes to the quota, the gate, throttle and holds, and is counted.
    ///
    /// - Returns: how many failures it is for its command.
    func ended(_ result: FeishuCallResult, _ gate: Gate, _ key: String) -> Int {
        endCall(gate, key, wasMade: result.exchanges > 0)
        endProbe(gate, key, result)
        if result.isSuccess {
            gate.successes.increment()
        } else {
            context.metrics.calls.with(gate.key.app, gate.key.endpoint.rawValue, result.outcome.label).increment()
        }
        gate.seconds.observe(result.duration)
        let wasRestrained = gate.gate.isRestrained
        var counted = 0
        switch result.outcome {
        case .success:
            gate.gate.succeeded(key: key, at: now)
            recovered(gate)
        case .refused:
            gate.gate.answered(key: key, at: now)
            recovered(gate)
        case .sameInstance, .unknownCode:
            gate.gate.answered(key: key, at: now)
            counted = 1
        case .throttled(let told):
            throttle(gate, key, for: told, result)
            return 0
        case .monthlyQuota:
            holdTenant(gate, key, result)
            return 0
        case .hold(let reason):
            hold(gate, key, reason, result)
            return 0
        case .retry(.tokenUnavailable), .retry(.appTicketMissing), .refreshToken:
            hold(gate, key, for: result.resetAfter ?? .seconds(1), "token", result)
            return 0
        case .retry(.cancelled), .retry(.notAdmitted): gate.gate.abandoned(key: key)
        case .retry:
            counted = gate.gate.failed(key: key, nothingWasSent: result.reach == .neverSent, at: now)
            complain(gate, result)
        }
        // Its end, good or bad, may be another's turn.
        if wasRestrained || gate.gate.isRestrained { openLine(gate) }
        return counted
    }

    /// The command's failures before this process, as the receipt knows them.
    private func knownAge(_ command: Command, _ job: Job, _ gate: Gate) -> RetryAge {
        guard let mark = receipts.find(job.lanePartition, command.recordKey)?.retry, mark.commandID == command.id else {
            return RetryAge()
        }
        return RetryAge(
            attempts: mark.attempts, firstFailedAt: min(mark.firstFailedAt, WallClock.now()),
            openTime: .milliseconds(mark.openTime), reading: gate.gate.openTime(at: now))
    }

    /// Writes the failures so far into the receipt. Nothing waits for that: a crash before it is in Kafka forgets one.
    private func noteFailures(_ command: Command, _ job: Job, _ age: RetryAge, _ open: Duration) {
        guard context.settings.execute.writesReceipts, !ChaosHooks.writesPreviousFormat, job.work.mayBeAnswered,
            let first = age.firstFailedAt
        else { return }
        let mark = RetryMark(
            commandID: command.id, attempts: age.attempts, firstFailedAt: first, openTime: open.wholeMilliseconds)
        writeReceipt(for: command, job) { $0.retry = mark }
    }

    /// A place before the gate that was had and not used.
    func giveBack(_ gate: Gate, _ key: String) {
        gate.gate.abandoned(key: key)
        endCall(gate, key, wasMade: false)
        endProbe(gate, key, nil)
        if gate.gate.isRestrained { openLine(gate) }
    }
}
