import FeishuSimulator

/// How long it takes, when a fault or a change of limits is over, until the quota is used in full again.
struct FullRate {
    /// Refusals so long after the end still belong to it.
    private static let aftermath = Duration.seconds(5)
    private static let step = Duration.milliseconds(10)

    private let trace: Trace
    private let scenario: Scenario
    /// At Feishu, in order.
    private let arrivals: [Duration]

    init(_ trace: Trace, _ scenario: Scenario, _ arrivals: [Duration]) {
        self.trace = trace
        self.scenario = scenario
        self.arrivals = arrivals
    }

    /// Seconds, the longest of all ends before the scenario's; `nil` if there was none, or if the full rate didn't come back.
    func longest() -> Double? {
        let ends = scenario.faults.map(\.to) + scenario.feishu.changes.map(\.to)
        var longest: Double?
        for end in ends where end < scenario.duration {
            // A later one's time is its own.
            let isCovered =
                scenario.faults.contains { $0.from <= end && end < $0.to }
                || scenario.feishu.changes.contains { $0.from <= end && end < $0.to }
            guard !isCovered else { continue }
            guard let seconds = seconds(after: end) else { return nil }
            longest = max(longest ?? 0, seconds)
        }
        return longest
    }

    private func seconds(after end: Duration) -> Double? {
        let over = trace.resets.reduce(end) { over, reset in
            reset.told <= over + Self.aftermath ? max(over, reset.end) : over
        }
        var time = over
        while time + .seconds(1) <= scenario.duration {
            if isFull(at: time) { return (time - over).inSeconds }
            time += Self.step
        }
        return nil
    }

    private func isFull(at time: Duration) -> Bool {
        if trace.workChanges.last(where: { $0.at <= time })?.isWork != true { return true }
        let limit = scenario.limit(at: time)
        if limit == .none { return true }
        if limit.perSecond > 0, 10 * Windows.count(arrivals, from: time, .seconds(1)) >= 9 * limit.perSecond {
            return true
        }
        return limit.perMinute > 0
            && 10 * Windows.count(arrivals, from: time - .seconds(60), .seconds(60)) >= 9 * limit.perMinute
    }
}
