import FeishuAPI
import FeishuSimulator

/// Feishu's side: limits first, then faults, as ``FeishuSimulator`` has it.
extension Simulation {
    private static let throttleCode: Int64 = 99_991_400

    /// Feishu takes a call in.
    func reachFeishu(_ call: SimulatedCall) {
        let settings = scenario.feishu
        let instant = SimulatorInstant(microseconds: Int64(now / .microseconds(1)))
        if let refused = meter.admit(settings.limit(at: now), settings.window, at: instant) {
            trace.arrived(call, at: now)
            return throttle(call, settings.throttleStatus, settings.reset.header(wait: refused.wait))
        }
        trace.arrived(call, at: now)
        let job = call.job
        guard let fault = fault(of: [.stall, .error, .throttle, .invalid], job.key) else { return apply(call) }
        call.result = .failed
        switch fault.kind {
        case .stall:
            call.end = call.start + scenario.relay.requestTimeout
            events.add(.answered(call), at: call.end)
        case .error: call.observation = .answer(.init(status: fault.status, code: nil))
        case .throttle: throttle(call, fault.status, fault.reset.flatMap { Self.header($0) })
        case .invalid: call.observation = .answer(.init(status: 400, code: 1_390_001))
        case .refused: break
        }
    }

    private func throttle(_ call: SimulatedCall, _ status: Int, _ reset: String?) {
        call.result = .refused
        call.observation = .answer(.init(status: status, code: Self.throttleCode, rateLimitReset: reset))
    }

    private static func header(_ wait: Duration) -> String? {
        SimulatorSettings.RateLimitReset.fractional.header(wait: Int64(wait / .microseconds(1)))
    }

    private func apply(_ call: SimulatedCall) {
        call.result = .applied
        call.observation = .answer(.init(status: 200, code: 0))
        let job = call.job
        if job.command < applied[job.key] { trace.inverted() }
        applied[job.key] = max(applied[job.key], job.command)
    }
}
