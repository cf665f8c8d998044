/// What the group has on record for a partition.
public struct CommittedOffset: Sendable, Hashable {
    /// Nil when nothing was committed, or it has expired.
    public var offset: Int64?
    public var metadata: String?
}
