/// The kinds of metrics, with the words of Prometheus' text format.
public enum MetricKind: String, Sendable, Hashable {
    /// Only grows.
    case counter
    /// A value of now.
    case gauge
    /// Observations counted by size.
    case histogram
}
