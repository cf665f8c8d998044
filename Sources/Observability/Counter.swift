import Synchronization

/// A number of things that happened; it only grows. Adding is one atomic instruction, from any thread.
public final class Counter: Metric {
    private let count = Atomic<UInt64>(0)

    init() {}

    /// Negative amounts are passed over: a counter that falls reads as a restart.
    public func increment(by amount: Int = 1) {
        guard amount > 0 else { return }
        count.add(UInt64(amount), ordering: .relaxed)
    }

    public var value: UInt64 { count.load(ordering: .relaxed) }

    func write(_ series: MetricSeries, to text: inout MetricsText) { text.sample(series, Double(value)) }
}
