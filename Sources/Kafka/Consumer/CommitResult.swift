/// What became of a commit.
public struct CommitResult: Sendable {
    public struct Outcome: Sendable, Hashable {
        public var offset: Int64
        /// Nil: the group has it.
        public var error: KafkaError?
    }

    public var offsets: [TopicPartition: Outcome]
    /// The highest generation of the requests that were merged into this commit.
    public var generation: Int
    /// Why the commit as a whole failed. `.illegalGeneration` also stands for offsets refused before they were sent,
    /// since their partitions have been given up or given anew.
    public var error: KafkaError?
    /// When it was handed to librdkafka, which is before it left.
    public var sentAt: ContinuousClock.Instant

    /// Whether the group has accepted every offset.
    public var isAccepted: Bool { error == nil && offsets.values.allSatisfy { $0.error == nil } }
}
