import Kafka

/// A revoke that waits for work to finish.
struct Draining {
    var partitions: [TopicPartition]
    var generation: Int
    var deadline: ContinuousClock.Instant
}
