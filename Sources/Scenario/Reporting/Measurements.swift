/// What a run came to: a number for each ``Metric``, or none where there was nothing to measure.
public struct Measurements: Sendable {
    public private(set) var values: [Metric: Double] = [:]

    public init(_ trace: Trace, of scenario: Scenario) {
        let arrivals = trace.calls.compactMap(\.arrival).sorted()
        let refused = trace.calls.count { $0.result == .refused }
        values[.calls] = Double(arrivals.count)
        values[.callsByLoans] = Double(trace.calls.count { $0.isBorrowed })
        values[.callsInAnySecond] = Double(Windows.mostSliding(arrivals, .seconds(1)))
        values[.callsInAnyMinute] = Double(Windows.mostSliding(arrivals, .seconds(60)))
        values[.callsInFixedSecond] = Double(Windows.mostFixed(arrivals, .seconds(1)))
        values[.callsInFixedMinute] = Double(Windows.mostFixed(arrivals, .seconds(60)))
        values[.refused] = Double(refused)
        values[.refusedPercent] = arrivals.isEmpty ? 0 : 100 * Double(refused) / Double(arrivals.count)
        values[.done] = Double(trace.done)
        values[.unfinished] = Double(trace.unfinished)
        values[.deadLetters] = Double(trace.deadLetters)
        values[.orderInversions] = Double(trace.orderInversions)
        let waits = trace.waits.sorted()
        values[.waitP50] = Self.percentile(50, waits)
        values[.waitP99] = Self.percentile(99, waits)
        values[.quotaUsedPercent] = Self.quotaUsed(trace, scenario)
        values[.fullRateAfter] = FullRate(trace, scenario, arrivals).longest()
        values[.probesPerSecond] = Self.probes(trace, scenario)
    }

    public subscript(_ metric: Metric) -> Double? { values[metric] }

    private static func percentile(_ percent: Int, _ sorted: [Duration]) -> Double? {
        guard !sorted.isEmpty else { return nil }
        return sorted[min(sorted.count - 1, sorted.count * percent / 100)].inSeconds
    }

    /// What one process that wastes nothing would have made is found by asking Feishu's own rule as soon as it may say yes.
    private static func quotaUsed(_ trace: Trace, _ scenario: Scenario) -> Double? {
        let outages = scenario.faults.filter(\.isOutage)
        func outage(at time: Duration) -> Fault? { outages.first { $0.from <= time && time < $0.to } }
        var ideal = IdealClient(scenario)
        let most = ideal.calls { outage(at: $0)?.to }
        guard most > 0 else { return nil }
        let used = trace.calls.count { call in
            guard let arrival = call.arrival, call.result != .refused else { return false }
            return outage(at: arrival) == nil
        }
        return 100 * Double(used) / Double(most)
    }

    private static func probes(_ trace: Trace, _ scenario: Scenario) -> Double? {
        let outages = scenario.faults.filter { $0.isOutage && $0.kind != .throttle }
        var most: Int?
        for outage in outages {
            let from = outage.from + scenario.relay.requestTimeout + .seconds(5)
            for calls in Dictionary(grouping: trace.calls, by: \.replica).values {
                let starts = calls.map(\.start).filter { from <= $0 && $0 < min(outage.to, scenario.duration) }
                most = max(most ?? 0, Windows.mostSliding(starts.sorted(), .seconds(1)))
            }
        }
        return most.map(Double.init)
    }
}
