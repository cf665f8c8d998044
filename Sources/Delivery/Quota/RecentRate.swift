/// Calls a second, over the last five.
struct RecentRate: Sendable {
    private static let span = 5
    private var second = 0
    private var counts = [Int](repeating: 0, count: Self.span)

    mutating func count(at now: Duration) {
        advance(to: now)
        counts[second % Self.span] += 1
    }

    mutating func rate(at now: Duration) -> Double {
        advance(to: now)
        return Double(counts.reduce(0, +)) / Double(Self.span)
    }

    private mutating func advance(to now: Duration) {
        let current = Int(max(0, now.components.seconds))
        guard current > second else { return }
        for passed in 1...min(current - second, Self.span) { counts[(second + passed) % Self.span] = 0 }
        if current - second > Self.span { counts = [Int](repeating: 0, count: Self.span) }
        second = current
    }
}
