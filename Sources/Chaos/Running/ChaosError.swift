/// Why a run can't go on: what was expected, what was found, what to do.
public struct ChaosError: Error, Sendable, CustomStringConvertible {
    public var description: String

    public init(_ description: String) { self.description = description }
}
