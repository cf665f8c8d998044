import Kafka
import Observability

/// Says how many records were deleted before they were read.
enum GoneRecords {
    /// Asks the broker whether what lies between a commit and the first record that came is gone. (Offsets of transaction markers and of
    /// compacted records are no loss.)
    static func report(
        _ jump: AssignedPartitions.Jump, _ consumer: ConsumerControl, _ log: Logger, _ metrics: RelayMetrics,
        stage: String
    ) {
        Task {
            guard let ends = try? await consumer.watermarks(jump.partition), ends.low > jump.committed else { return }
            let count = min(ends.low, jump.found) - jump.committed
            metrics.recordsGone.with(stage).increment(by: Int(clamping: count))
            log.error(
                "records were deleted before they were read: the topic's retention is shorter than the backlog",
                [
                    LogField.topic: .string(jump.partition.topic), LogField.partition: .int(jump.partition.partition),
                    "committed": .int(jump.committed), "first": .int(ends.low), "records": .int(count),
                    "advice": .string(
                        "raise retention.ms of the topic (docs/topics.md); their senders have to send them again"),
                ])
        }
    }
}
