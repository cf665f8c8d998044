/// One series' value, which knows how it is written.
protocol Metric: AnyObject, Sendable {
    func write(_ series: MetricSeries, to text: inout MetricsText)
}

/// Which series of which metric a sample belongs to.
struct MetricSeries {
    let name: String
    let labelNames: [String]
    let labels: [String]
}
