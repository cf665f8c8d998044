/// What a group had committed when it was asked.
public struct CommitSample: Sendable, Hashable {
    public var topic: String
    public var partition: Int32
    /// The next offset to read.
    public var offset: Int64
    /// Epoch milliseconds at which the answer was there: the commit was made before.
    public var seenAt: Int64

    public init(topic: String, partition: Int32, offset: Int64, seenAt: Int64) {
        self.topic = topic
        self.partition = partition
        self.offset = offset
        self.seenAt = seenAt
    }
}
