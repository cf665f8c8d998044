/// The limits per app, tenant and API (feishu-api §9.1).
struct RateLimiter {
    private struct Key: Hashable {
        var principal: Principal
        var api: SimulatedAPI
    }

    private var meters: [Key: CallMeter] = [:]

    mutating func admit(
        _ principal: Principal, _ api: SimulatedAPI, _ settings: SimulatorSettings, at now: SimulatorInstant
    ) throws(Refusal) {
        let limit = settings.rateLimit(of: api)
        guard limit != .none else { return }
        let key = Key(principal: principal, api: api)
        guard let refused = meters[key, default: CallMeter()].admit(limit, settings.rateWindow, at: now) else { return }
        throw Self.refusal(refused, settings)
    }

    static func refusal(_ refused: CallMeter.Refused, _ settings: SimulatorSettings) -> Refusal {
        var headers = [(name: "x-ogw-ratelimit-limit", value: String(refused.limit))]
        if let reset = reset(refused.wait, settings.rateLimitReset) {
            headers.append((name: "x-ogw-ratelimit-reset", value: reset))
        }
        return Refusal(
            status: settings.rateLimitStatus, code: 99_991_400, message: "request trigger frequency limit",
            envelope: .bare, headers: headers)
    }

    private static func reset(_ wait: Int64, _ format: SimulatorSettings.RateLimitReset) -> String? {
        switch format {
        case .whole: return String(wait / CallMeter.second + (wait % CallMeter.second == 0 ? 0 : 1))
        case .fractional:
            let milliseconds = wait / 1000 + (wait % 1000 == 0 ? 0 : 1)
            let rest = String(milliseconds % 1000)
            return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
        case .missing: return nil
        case .zero: return "0"
        }
    }
}
