@testable import Scenario

/// When one process kept its commands waiting though its part of the quota was free: from its calls' times alone.
struct IdleModel {
    /// What the relay adds to both windows (docs/architecture.md), and its timers' millisecond.
    private static let margin = Duration.milliseconds(20)
    private static let timer = Duration.milliseconds(2)
    /// It must have read the control topic and said what it spends before its first call.
    private static let beginning = Duration.seconds(8)

    private let calls: [CallRecord]
    private let spans: [(from: Duration, to: Duration)]
    private let perSecond: Int
    private let perMinute: Int
    /// Calls are spread over the second beyond the first few.
    private let slack: Duration

    init(_ trace: Trace, _ scenario: Scenario, replica: Int, partitions: [Int]) {
        calls = trace.calls.filter { $0.replica == replica }
        var spans: [(from: Duration, to: Duration)] = []
        var since: Duration?
        for change in trace.lineChanges where change.replica == replica {
            if change.waits {
                since = change.at
            } else if let from = since {
                spans.append((from, change.at))
                since = nil
            }
        }
        if let since { spans.append((since, scenario.duration)) }
        self.spans = spans
        func part(_ limit: Int) -> Int {
            partitions.reduce(0) { $0 + ($1 + 1) * limit / scenario.partitions - $1 * limit / scenario.partitions }
        }
        perSecond = part(scenario.relay.perSecond)
        perMinute = part(scenario.relay.perMinute)
        slack = .seconds(1) / scenario.relay.perSecond + Self.timer
    }

    mutating func firstIdleTime() -> String? {
        let starts = calls.map(\.start)
        for span in spans {
            var from = max(span.from, Self.beginning)
            for next in starts.filter({ $0 > from && $0 < span.to }) + [span.to] {
                let time = next - slack
                if time > from, hasRoom(at: time) {
                    return "calls waited from \(from) to \(next), though there was room at \(time)"
                }
                from = max(from, next)
            }
        }
        return nil
    }

    private func hasRoom(at time: Duration) -> Bool {
        func count(_ window: Duration) -> Int {
            calls.count { $0.start < time && ($0.end ?? time) > time - window - Self.margin }
        }
        return count(.seconds(1)) < perSecond && count(.seconds(60)) < perMinute
    }
}
