/// Whether an expectation held.
public struct Verdict: Sendable {
    public let expectation: Expectation
    /// `nil` if there was nothing to measure.
    public let value: Double?

    public var holds: Bool { expectation.holds(for: value) }
}
