import Delivery
import FeishuAPI
import Observability

extension ExecuteStage {
    /// Nothing of this app and API starts for a time; it is nobody's attempt.
    func hold(_ gate: Gate, _ key: String, for duration: Duration, _ reason: String, _ result: FeishuCallResult) {
        gate.gate.hold(for: duration, reason: reason, key: key, at: now)
        note(gate, reason, duration, result)
    }

    func note(_ gate: Gate, _ reason: String, _ duration: Duration, _ result: FeishuCallResult) {
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

    /// A passing failure, or an outage.
    func complain(_ gate: Gate, _ result: FeishuCallResult) {
        let isOutage = gate.gate.isOutage
        gate.isTroubled = true
        if isOutage {
            context.metrics.held.with(gate.key.app, gate.key.endpoint.rawValue, HoldAdvice.outage).set(1)
            context.readiness.set(gate.name, isReady: true, "outage: \(refusal(result))")
        }
        log.once(
            key: gate.name, .warning,
            isOutage ? "Feishu can't be reached or fails; calls wait, none is lost" : "a call to Feishu failed",
            state: isOutage ? HoldAdvice.outage : "failure",
            [
                "app": .string(gate.key.app), "api": .string(gate.key.endpoint.rawValue),
                "feishu": .string(refusal(result)),
                "advice": .string("check feishu.base_url, feishu.proxy and the network"),
            ])
    }

    /// A call went through.
    func recovered(_ gate: Gate) {
        // A refusal in an outage doesn't end it.
        guard gate.isTroubled, !gate.gate.isOutage else { return }
        gate.isTroubled = false
        let (app, api) = (gate.key.app, gate.key.endpoint.rawValue)
        for reason in HoldAdvice.localReasons { context.metrics.held.with(app, api, reason).set(0) }
        context.readiness.remove(gate.name)
        log.recovered(key: gate.name, "calls of \(app) to \(api) go through again")
    }

    /// What Feishu, or the network, said.
    func refusal(_ result: FeishuCallResult) -> String {
        var text = ""
        if let status = result.httpStatus { text += "HTTP \(status)" }
        if let code = result.code { text += (text.isEmpty ? "" : ", ") + "code \(code)" }
        if !result.message.isEmpty { text += (text.isEmpty ? "" : ": ") + result.message }
        return text.isEmpty ? "no answer" : text
    }
}
