/// A fault in force, and what has become of it.
public struct ArmedFault: Sendable, Hashable {
    /// Given when it was injected, counted from 1.
    public var id: Int
    public var fault: Fault
    /// Matching calls so far.
    public var matched = 0
    /// Calls hit so far.
    public var hits = 0

    public var isUsedUp: Bool { fault.count.map { hits >= $0 } ?? false }
}
