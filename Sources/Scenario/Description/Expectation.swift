/// A range that a measurement must lie in.
public struct Expectation: Sendable {
    public var metric: Metric
    public var minimum: Double?
    public var maximum: Double?
    /// Line of the scenario's file.
    public var line: Int

    public init(_ metric: Metric, minimum: Double? = nil, maximum: Double? = nil, line: Int = 0) {
        self.metric = metric
        self.minimum = minimum
        self.maximum = maximum
        self.line = line
    }

    /// Whether a measurement lies in it; what couldn't be measured doesn't.
    public func holds(for value: Double?) -> Bool {
        guard let value else { return false }
        return value >= minimum ?? -.infinity && value <= maximum ?? .infinity
    }
}
