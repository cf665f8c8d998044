/// One series of a metric whose values are collected when they are asked for.
public struct MetricSample: Sendable, Hashable {
    /// In the order of the label names that the metric was declared with.
    public let labels: [String]
    public let value: Double

    public init(_ labels: [String] = [], _ value: Double) {
        self.labels = labels
        self.value = value
    }
}
