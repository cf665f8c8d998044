import Kafka

/// Offsets of a partition that didn't come: after its commit, or between two of its records. They may stand for records that were
/// deleted before they were read; the markers of transactions and compaction leave gaps too.
struct OffsetGap: Sendable, Hashable {
    var partition: TopicPartition
    /// The next offset that was expected.
    var expected: Int64
    /// The one that came.
    var found: Int64

    var width: Int64 { found - expected }
}
