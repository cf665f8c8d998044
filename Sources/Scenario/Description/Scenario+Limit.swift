import FeishuSimulator

extension Scenario {
    /// What may be called at a time: Feishu's limits, or those that the relay was told where they are lower.
    func limit(at time: Duration) -> RateLimit {
        func lower(_ a: Int, _ b: Int) -> Int { a == 0 ? b : b == 0 ? a : min(a, b) }
        let limit = feishu.limit(at: time)
        return RateLimit(
            perSecond: lower(limit.perSecond, relay.perSecond), perMinute: lower(limit.perMinute, relay.perMinute))
    }
}
