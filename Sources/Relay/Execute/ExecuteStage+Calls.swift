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
    /// - Parameter doubt: for what must not be repeated without end: a send.
    func call(
        _ endpoint: FeishuEndpoint, _ command: Command, _ job: Job, doubt: SendDoubt? = nil,
        _ attempt: (FeishuClient.Options) async -> FeishuCallResult
    ) async -> CallEnding {
        let gate = gate(GateKey(app: command.app, endpoint: endpoint))
        let policy = context.settings.execute.retry
        var attempts = 0
        var calls = 0
        var firstFailure: (time: Duration, wall: Int64)?
        while true {
            guard await admit(gate, job.work) else { return .abandoned }
            if let doubt {
                if let reason = doubt.verdict(at: WallClock.now()) {
                    gate.gate.abandoned()
                    let nothing = FeishuCallResult(
                        endpoint: endpoint, outcome: .retry(.notAdmitted), reach: .mayHaveBeenProcessed, requestID: "")
                    guard await mayAnswer(job.work) else { return .abandoned }
                    return .failure(
                        reason, nothing, attempts: attempts, called: doubt.since ?? 0,
                        firstFailedAt: firstFailure?.wall ?? doubt.since ?? 0)
                }
                if doubt.mustBeNoted(at: WallClock.now()) {
                    guard await noteAttempt(command, job) else {
                        gate.gate.abandoned()
                        return .abandoned
                    }
                    doubt.notedAt = WallClock.now()
                }
            }
            guard await leased(job.work) else {
                gate.gate.abandoned()
                return .abandoned
            }
            calls += 1
            let called = WallClock.now()
            let options = FeishuClient.Options(
                requestID: "\(command.id)/\(context.incarnation)/\(calls)",
                timeout: context.settings.feishu.requestTimeout)
            let result = await attempt(options)
            ChaosHooks.pass(.answerRead)
            if result.reach == .mayHaveBeenProcessed { doubt?.happened(at: called) }
            if result.outcome != .success {
                context.metrics.calls.with(command.app, endpoint.rawValue, result.outcome.label).increment()
            } else {
                gate.successes.increment()
            }
            gate.seconds.observe(result.duration)
            var wait: Duration
            switch result.outcome {
            case .success:
                gate.gate.succeeded()
                recovered(gate)
                guard await mayAnswer(job.work) else { return .abandoned }
                return .success(result, attempts: attempts + 1, called: called)
            case .refused(let code):
                gate.gate.answered()
                recovered(gate)
                let reason = Reason(
                    ReasonCode(rawValue: code.rawValue) ?? .feishuValidation, refusal(result),
                    violations: result.fieldViolations.map {
                        .init(path: $0.field, problem: $0.description ?? "refused")
                    })
                guard await mayAnswer(job.work) else { return .abandoned }
                return .failure(
                    reason, result, attempts: attempts + 1, called: called,
                    firstFailedAt: firstFailure?.wall ?? called)
            case .throttled(let after):
                hold(gate, for: after ?? .seconds(1), "throttled", result)
                continue
            case .monthlyQuota:
                hold(gate, for: .seconds(600), "monthly_quota", result)
                continue
            case .hold(let reason):
                hold(gate, for: .seconds(30), reason.rawValue, result)
                continue
            case .retry(.tokenUnavailable), .retry(.appTicketMissing), .refreshToken:
                hold(gate, for: result.resetAfter ?? .seconds(1), "token", result)
                continue
            case .retry(.cancelled), .retry(.notAdmitted):
                gate.gate.abandoned()
                guard await pause(job.work, for: .milliseconds(100)) else { return .abandoned }
                continue
            case .retry:
                let counts = gate.gate.failed(key: command.key, at: now)
                complain(gate, result)
                guard counts else { continue }
                attempts += 1
                wait = result.resetAfter ?? .zero
            case .sameInstance, .unknownCode:
                gate.gate.answered()
                attempts += 1
                wait = .zero
            }
            let first = firstFailure ?? (now, called)
            firstFailure = first
            switch policy.decide(attempts: attempts, age: now - first.time, random: .random(in: 0..<1)) {
            case .retry(let after): wait = max(wait, after)
            case .attemptsExhausted, .tooOld:
                let isOld = attempts < policy.maximumAttempts
                let code: ReasonCode =
                    result.outcome == .unknownCode ? .feishuUnknownCode : isOld ? .tooOld : .attemptsExhausted
                guard await mayAnswer(job.work) else { return .abandoned }
                return .failure(
                    Reason(code, "\(attempts) attempts failed; the last one: \(refusal(result))"), result,
                    attempts: attempts, called: called, firstFailedAt: first.wall)
            }
            if log.isEnabled(.debug) {
                logger(command, job).debug(
                    "call failed; it is tried again", ["attempt": .int(attempts), "wait_seconds": .seconds(wait)])
            }
            guard await pause(job.work, for: wait) else { return .abandoned }
        }
    }

    /// Nothing of this app and API starts for a time; it is nobody's attempt.
    private func hold(_ gate: Gate, for duration: Duration, _ reason: String, _ result: FeishuCallResult) {
        gate.gate.hold(for: duration, reason: reason, at: now)
        context.metrics.held.with(gate.key.app, gate.key.endpoint.rawValue, reason).set(1)
        gate.isTroubled = true
        let isWorthAWord = reason != "throttled"
        if isWorthAWord {
            context.readiness.set(gate.name, isReady: true, "held: \(reason): \(refusal(result))")
        }
        log.once(
            key: gate.name, isWorthAWord ? .error : .warning, "calls of an app and API are held back", state: reason,
            [
                "app": .string(gate.key.app), "api": .string(gate.key.endpoint.rawValue), "reason": .string(reason),
                "seconds": .seconds(duration), "feishu": .string(refusal(result)),
                "advice": .string(HoldAdvice.text(reason, app: gate.key.app)),
            ])
    }

    private func complain(_ gate: Gate, _ result: FeishuCallResult) {
        let isOutage = gate.gate.isOutage
        gate.isTroubled = true
        log.once(
            key: gate.name, .warning,
            isOutage ? "Feishu can't be reached or fails; calls wait, none is lost" : "a call to Feishu failed",
            state: isOutage ? "outage" : "failure",
            [
                "app": .string(gate.key.app), "api": .string(gate.key.endpoint.rawValue),
                "feishu": .string(refusal(result)),
                "advice": .string("check feishu.base_url, feishu.proxy and the network"),
            ])
    }

    private func recovered(_ gate: Gate) {
        guard gate.isTroubled else { return }
        gate.isTroubled = false
        let (app, api) = (gate.key.app, gate.key.endpoint.rawValue)
        for reason in HoldAdvice.reasons { context.metrics.held.with(app, api, reason).set(0) }
        context.readiness.remove(gate.name)
        log.recovered(key: gate.name, "calls of \(app) to \(api) go through again")
    }

    /// What Feishu, or the network, said.
    private func refusal(_ result: FeishuCallResult) -> String {
        var text = ""
        if let status = result.httpStatus { text += "HTTP \(status)" }
        if let code = result.code { text += (text.isEmpty ? "" : ", ") + "code \(code)" }
        if !result.message.isEmpty { text += (text.isEmpty ? "" : ": ") + result.message }
        return text.isEmpty ? "no answer" : text
    }
}
