import Synchronization

/// A metric with labels: one ``Counter``, ``Gauge`` or ``Histogram`` for each combination of label values.
///
/// Finding a series takes a lock and a lookup; a hot path keeps the series it found. The number of series is bounded: beyond
/// the bound everything is counted under `other`, and the log says so once. Label values are cut at 128 bytes.
public final class MetricFamily<Series: AnyObject & Sendable>: Sendable {
    static var overflowLabel: String { "other" }
    static var maximumLabel: Int { 128 }

    public let name: String
    public let labelNames: [String]
    let limit: Int
    private let make: @Sendable () -> Series
    private let onOverflow: @Sendable () -> Void
    private let state: Mutex<State>

    private struct State {
        var series: [[String]: Series] = [:]
        var hasOverflowed = false
    }

    init(
        name: String, labelNames: [String], limit: Int, onOverflow: @escaping @Sendable () -> Void,
        make: @escaping @Sendable () -> Series
    ) {
        self.name = name
        self.labelNames = labelNames
        self.limit = max(1, limit)
        self.make = make
        self.onOverflow = onOverflow
        state = Mutex(State())
    }

    /// The series of these values, in the order of ``labelNames``; made when it is new. A number of values other than that of
    /// the names counts under `other` too.
    public func with(_ labels: String...) -> Series { series(labels) }

    /// As ``with(_:)``, for values at hand as an array.
    public func series(_ labels: [String]) -> Series {
        let key = labels.count == labelNames.count ? labels.map(bounded) : overflowKey
        let (series, isFirstOverflow) = state.withLock { state -> (Series, Bool) in
            if let series = state.series[key] { return (series, false) }
            let isOverflow = labels.count != labelNames.count || state.series.count >= limit
            let isFirst = isOverflow && !state.hasOverflowed
            if isOverflow { state.hasOverflowed = true }
            let place = isOverflow ? overflowKey : key
            if let series = state.series[place] { return (series, isFirst) }
            let series = make()
            state.series[place] = series
            return (series, isFirst)
        }
        if isFirstOverflow { onOverflow() }
        return series
    }

    /// Forgets a series, such as that of a partition that was given away.
    public func remove(_ labels: String...) {
        state.withLock { $0.series[labels.map(bounded)] = nil }
    }

    func snapshot() -> [(labels: [String], series: Series)] {
        state.withLock { state in state.series.map { ($0.key, $0.value) } }
            .sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
    }

    private var overflowKey: [String] { Array(repeating: Self.overflowLabel, count: labelNames.count) }

    private func bounded(_ label: String) -> String {
        if label.utf8.count <= Self.maximumLabel { return label }
        var cut = ""
        for scalar in label.unicodeScalars {
            if cut.utf8.count + String(scalar).utf8.count > Self.maximumLabel { break }
            cut.unicodeScalars.append(scalar)
        }
        return cut
    }
}
