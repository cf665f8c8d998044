/// A metric was declared in a way that Prometheus would refuse or mix up. Thrown at registration, at the start of the program.
public struct MetricsError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        /// Not `[a-zA-Z_][a-zA-Z0-9_]*`, or an ending that the kind demands or forbids.
        case invalidName
        /// A label name that is malformed, reserved or given twice.
        case invalidLabel
        /// Without a help text nobody can read the metric.
        case missingHelp
        /// The name is taken by a metric of another kind, help or set of labels, or by a part of a histogram.
        case conflict
        /// Bounds are not finite, not growing, none or more than 64.
        case invalidBuckets
    }

    public let code: Code
    /// The metric's name.
    public let metric: String
    /// What was expected and what was found.
    public let message: String

    public var description: String { "metric '\(metric)': \(message)" }
}
