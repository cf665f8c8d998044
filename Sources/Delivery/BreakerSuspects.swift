/// Keys that failed while a breaker was open: the target's fault, or their own? Part of ``CallBreaker``.
struct BreakerSuspects: Sendable {
    private struct Suspect: Sendable {
        var failedAt: Duration
        /// Whether that failure was counted as an attempt when it happened.
        var isCounted: Bool
        /// Whether it counts, if it was not, when the key fails again.
        var isCharged = false
    }

    /// Beyond it the one that failed longest ago is forgotten: its next failure opens the breaker once more.
    static let limit = 128

    private var suspects: [String: Suspect] = [:]

    var count: Int { suspects.count }

    func contains(_ key: String) -> Bool { suspects[key] != nil }

    mutating func note(_ key: String, isCounted: Bool, at now: Duration) {
        if suspects.count >= Self.limit, suspects[key] == nil,
            let oldest = suspects.min(by: { ($0.value.failedAt, $0.key) < ($1.value.failedAt, $1.key) })?.key
        {
            suspects[oldest] = nil
        }
        suspects[key] = Suspect(failedAt: now, isCounted: isCounted)
    }

    /// Another key succeeded: failures since that time were the records' own if they happen again.
    mutating func charge(since time: Duration) {
        for (key, suspect) in suspects where !suspect.isCounted && suspect.failedAt >= time {
            suspects[key]?.isCharged = true
        }
    }

    /// - Returns: failures of the key that count now, 0 or 1.
    mutating func take(_ key: String) -> Int {
        guard suspects[key]?.isCharged == true else { return 0 }
        suspects[key]?.isCharged = false
        suspects[key]?.isCounted = true
        return 1
    }

    mutating func forget(_ key: String) { suspects[key] = nil }
}
