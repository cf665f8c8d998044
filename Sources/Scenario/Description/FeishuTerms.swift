public import FeishuSimulator

/// How Feishu behaves: its limits, which the relay may not have been told, and how long its answers take.
public struct FeishuTerms: Sendable {
    /// Limits from a time on, until another time.
    public struct Change: Sendable {
        public var from: Duration
        public var to: Duration
        public var limit: RateLimit

        public init(from: Duration, to: Duration, limit: RateLimit) {
            self.from = from
            self.to = to
            self.limit = limit
        }
    }

    public var limit = RateLimit.tier4
    public var window = SimulatorSettings.RateWindow.sliding
    /// The HTTP status of code 99991400.
    public var throttleStatus = 429
    public var reset = SimulatorSettings.RateLimitReset.whole
    public var latency = Delay(minimum: .milliseconds(30), median: .milliseconds(60), p99: .milliseconds(400))
    /// Where several hold at once, the last of them counts.
    public var changes: [Change] = []

    public init() {}

    func limit(at time: Duration) -> RateLimit {
        changes.last { $0.from <= time && time < $0.to }?.limit ?? limit
    }
}
