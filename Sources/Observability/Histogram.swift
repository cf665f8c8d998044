import Synchronization

/// Observations counted by size, for rates and quantiles: how long calls take, how large batches are. Lock-free, from any
/// thread; a reader may see an observation's count a moment before its sum.
public final class Histogram: Metric {
    private final class Bucket: Sendable {
        let count = Atomic<UInt64>(0)
    }

    /// Upper bounds, inclusive and growing; everything beyond the last one is counted too.
    public let bounds: [Double]
    private let buckets: [Bucket]
    private let sum = Atomic<UInt64>(0)

    init(bounds: [Double]) {
        self.bounds = bounds
        buckets = (0...bounds.count).map { _ in Bucket() }
    }

    /// What is not finite is passed over: it would spoil the sum for ever.
    public func observe(_ value: Double) {
        guard value.isFinite else { return }
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        buckets[low].count.add(1, ordering: .relaxed)
        sum.addDouble(value)
    }

    /// In seconds.
    public func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        observe(Double(seconds) + Double(attoseconds) / 1e18)
    }

    public var count: UInt64 { buckets.reduce(0) { $0 &+ $1.count.load(ordering: .relaxed) } }

    public var total: Double { Double(bitPattern: sum.load(ordering: .relaxed)) }

    func write(_ series: MetricSeries, to text: inout MetricsText) {
        var cumulative: UInt64 = 0
        for (index, bucket) in buckets.enumerated() {
            cumulative &+= bucket.count.load(ordering: .relaxed)
            let bound = index < bounds.count ? bounds[index] : .infinity
            text.sample(
                series, Double(cumulative), suffix: "_bucket", extra: ("le", MetricsText.number(bound)))
        }
        text.sample(series, total, suffix: "_sum")
        text.sample(series, Double(cumulative), suffix: "_count")
    }
}

extension Histogram {
    /// From a local call to a call that times out: 5 ms … 60 s.
    public static let callSeconds: [Double] = [
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60,
    ]

    /// `count` bounds, each `factor` times the one before: for waiting times from milliseconds to days.
    public static func exponential(from start: Double, factor: Double, count: Int) -> [Double] {
        var bounds: [Double] = []
        var bound = start
        for _ in 0..<max(0, count) {
            bounds.append(bound)
            bound *= factor
        }
        return bounds
    }
}
