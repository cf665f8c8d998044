import Synchronization

/// A value that rises and falls, such as a number of waiting commands. Lock-free, from any thread.
public final class Gauge: Metric {
    private let bits = Atomic<UInt64>(0)

    init() {}

    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    public func set(_ value: some BinaryInteger) { set(Double(value)) }

    public func add(_ amount: Double) { bits.addDouble(amount) }

    public func increment() { add(1) }

    public func decrement() { add(-1) }

    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func write(_ series: MetricSeries, to text: inout MetricsText) { text.sample(series, value) }
}

extension Atomic where Value == UInt64 {
    /// Adds to the double whose bits are stored.
    func addDouble(_ amount: Double) {
        var old = load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}
