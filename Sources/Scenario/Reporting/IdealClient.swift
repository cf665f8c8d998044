import FeishuSimulator

/// One process that always has work, knows Feishu's limits and wastes nothing.
struct IdealClient {
    private let scenario: Scenario
    private var meter = CallMeter()

    init(_ scenario: Scenario) { self.scenario = scenario }

    /// Calls until the scenario's end.
    ///
    /// - Parameter outage: until when no call can succeed, if none can at that time.
    mutating func calls(outage: (Duration) -> Duration?) -> Int {
        let end = Int64(scenario.duration / .microseconds(1))
        var now: Int64 = 0
        var count = 0
        while now < end, count < Scenario.maximumCommands {
            let time = Duration.microseconds(now)
            if let over = outage(time) {
                now = max(now + 1, Int64(over / .microseconds(1)))
                continue
            }
            let limit = scenario.limit(at: time)
            guard limit != .none else { return 0 }
            // The sliding reading: what is safe by it is so by the other.
            guard let refused = meter.admit(limit, .sliding, at: SimulatorInstant(microseconds: now)) else {
                count += 1
                continue
            }
            now = min(now + refused.wait, nextChange(after: now))
        }
        return count
    }

    private func nextChange(after now: Int64) -> Int64 {
        scenario.feishu.changes.flatMap { [$0.from, $0.to] }.map { Int64($0 / .microseconds(1)) }.filter { $0 > now }
            .min() ?? .max
    }
}
