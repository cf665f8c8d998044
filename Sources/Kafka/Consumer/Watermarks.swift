/// The ends of a partition's log on its broker.
public struct Watermarks: Sendable, Hashable {
    /// The offset of the oldest record.
    public var low: Int64
    /// The offset that the next record will get.
    public var high: Int64
}
