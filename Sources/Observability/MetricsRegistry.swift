import Synchronization

/// All metrics of the process, and their text for Prometheus. Registering is for the start of the program and takes a lock;
/// what it gives is used without one.
///
///     let calls = try metrics.counters("approval_relay_calls_total", help: "Calls to Feishu.", labels: ["api", "outcome"])
///     calls.with("instance", "applied").increment()
public final class MetricsRegistry: Sendable {
    /// The value of the HTTP header `Content-Type` for ``text()``.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// Series that one metric may have, unless it is registered with another limit.
    public static let defaultLimit = 256

    private struct Entry: Sendable {
        let kind: MetricKind
        let help: String
        let labelNames: [String]
        let bounds: [Double]
        /// The family, for who registers the same again; nil for what is collected.
        let family: (any AnyObject & Sendable)?
        let write: @Sendable (inout MetricsText) -> Void
    }

    private struct State {
        var order: [String] = []
        var entries: [String: Entry] = [:]
    }

    private let state = Mutex(State())
    private let log: Logger

    /// - Parameter log: is told once of each metric that has too many series.
    public init(log: Logger = .silent) { self.log = log }

    // MARK: Metrics

    /// A counter with labels. The same registration twice gives the same family.
    public func counters(
        _ name: String, help: String, labels: [String], limit: Int = defaultLimit
    ) throws(MetricsError) -> MetricFamily<Counter> {
        try family(name, .counter, help, labels, limit) { Counter() }
    }

    /// A gauge with labels.
    public func gauges(
        _ name: String, help: String, labels: [String], limit: Int = defaultLimit
    ) throws(MetricsError) -> MetricFamily<Gauge> {
        try family(name, .gauge, help, labels, limit) { Gauge() }
    }

    /// A histogram with labels; `buckets` are upper bounds, growing, without `+Inf`.
    public func histograms(
        _ name: String, help: String, labels: [String], buckets: [Double] = Histogram.callSeconds,
        limit: Int = defaultLimit
    ) throws(MetricsError) -> MetricFamily<Histogram> {
        try MetricName.check(buckets: buckets, name)
        return try family(name, .histogram, help, labels, limit, bounds: buckets) { Histogram(bounds: buckets) }
    }

    /// One counter, with constant labels or none.
    public func counter(
        _ name: String, help: String, labels: KeyValuePairs<String, String> = [:]
    ) throws(MetricsError) -> Counter {
        try counters(name, help: help, labels: labels.map(\.key)).series(labels.map(\.value))
    }

    /// One gauge, with constant labels or none.
    public func gauge(
        _ name: String, help: String, labels: KeyValuePairs<String, String> = [:]
    ) throws(MetricsError) -> Gauge {
        try gauges(name, help: help, labels: labels.map(\.key)).series(labels.map(\.value))
    }

    /// One histogram, with constant labels or none.
    public func histogram(
        _ name: String, help: String, labels: KeyValuePairs<String, String> = [:],
        buckets: [Double] = Histogram.callSeconds
    ) throws(MetricsError) -> Histogram {
        try histograms(name, help: help, labels: labels.map(\.key), buckets: buckets).series(labels.map(\.value))
    }

    /// A gauge or counter that is asked for its series whenever the metrics are read, on the reader's thread. What `collect`
    /// returns beyond `limit`, with a wrong number of labels, or a second time for the same labels is left out.
    public func collected(
        _ name: String, _ kind: MetricKind = .gauge, help: String, labels: [String] = [], limit: Int = defaultLimit,
        _ collect: @escaping @Sendable () -> [MetricSample]
    ) throws(MetricsError) {
        guard kind != .histogram else {
            throw MetricsError(code: .conflict, metric: name, message: "a histogram cannot be collected")
        }
        let entry = Entry(kind: kind, help: help, labelNames: labels, bounds: [], family: nil) { text in
            var seen: Set<[String]> = []
            for sample in collect().prefix(limit) where sample.labels.count == labels.count {
                guard seen.insert(sample.labels).inserted else { continue }
                text.sample(MetricSeries(name: name, labelNames: labels, labels: sample.labels), sample.value)
            }
        }
        try MetricName.check(name, kind, help: help, labels: labels)
        _ = try add(name, entry)
    }

    /// A gauge that is asked for its value whenever the metrics are read; nil leaves it out.
    public func gauge(
        _ name: String, help: String, value: @escaping @Sendable () -> Double?
    ) throws(MetricsError) {
        try collected(name, .gauge, help: help) { value().map { [MetricSample([], $0)] } ?? [] }
    }

    // MARK: Reading

    /// All metrics in the order of their registration, series sorted by labels.
    public func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// ``text()`` as it goes over the network.
    public func bytes() -> [UInt8] {
        let entries = state.withLock { state in
            state.order.compactMap { name in state.entries[name].map { (name, $0) } }
        }
        var text = MetricsText()
        for (name, entry) in entries {
            text.header(name, entry.kind, help: entry.help)
            entry.write(&text)
        }
        return text.bytes
    }

    // MARK: Registration

    private func family<Series: Metric>(
        _ name: String, _ kind: MetricKind, _ help: String, _ labels: [String], _ limit: Int, bounds: [Double] = [],
        make: @escaping @Sendable () -> Series
    ) throws(MetricsError) -> MetricFamily<Series> {
        try MetricName.check(name, kind, help: help, labels: labels)
        let log = log
        let onOverflow: @Sendable () -> Void = {
            log.warning(
                "metric has too many series; further ones are counted under 'other'",
                ["metric": .string(name), "limit": .int(limit)])
        }
        let family = MetricFamily(
            name: name, labelNames: labels, limit: limit, onOverflow: onOverflow, make: make)
        // Without labels there is one series, and it is there from the start, as 0.
        if labels.isEmpty { _ = family.series([]) }
        let entry = Entry(kind: kind, help: help, labelNames: labels, bounds: bounds, family: family) { text in
            for (values, series) in family.snapshot() {
                series.write(MetricSeries(name: name, labelNames: labels, labels: values), to: &text)
            }
        }
        guard let registered = try add(name, entry) as? MetricFamily<Series> else {
            throw MetricsError(code: .conflict, metric: name, message: "is registered as one that is collected")
        }
        return registered
    }

    /// Gives the family that holds the name, which is the entry's own or an equal one of before.
    private func add(_ name: String, _ entry: Entry) throws(MetricsError) -> (any AnyObject & Sendable)? {
        let result: Result<(any AnyObject & Sendable)?, MetricsError> = state.withLock { state in
            if let old = state.entries[name] {
                let isSame =
                    old.kind == entry.kind && old.help == entry.help && old.labelNames == entry.labelNames
                    && old.bounds == entry.bounds && old.family != nil && entry.family != nil
                if isSame { return .success(old.family) }
                return .failure(
                    MetricsError(
                        code: .conflict, metric: name,
                        message: "is registered already, with another kind, help, labels or buckets"))
            }
            state.order.append(name)
            state.entries[name] = entry
            return .success(entry.family)
        }
        return try result.get()
    }
}
