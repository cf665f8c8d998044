/// Partitions read without a group: no rebalance, no commit. Their generation is always 1.
public struct ManualAssignment: Sendable, Hashable {
    public enum Start: Sendable, Hashable {
        case beginning
        /// Only what is written from now on.
        case end
        case offset(Int64)
        /// This many records before the end.
        case last(Int64)
    }

    public var partitions: [TopicPartition: Start]

    public init(_ partitions: [TopicPartition: Start]) {
        self.partitions = partitions
    }
}
