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
        if let reset = settings.rateLimitReset.header(wait: refused.wait) {
            headers.append((name: "x-ogw-ratelimit-reset", value: reset))
        }
        return Refusal(
            status: settings.rateLimitStatus, code: 99_991_400, message: "request trigger frequency limit",
            envelope: .bare, headers: headers)
    }
}
