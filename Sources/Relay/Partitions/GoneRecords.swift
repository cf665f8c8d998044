import Kafka
import Observability

/// Says how many records were deleted before they were read.
enum GoneRecords {
    /// Asks the broker whether what lies in a gap is gone. (Offsets of transaction markers and of compacted records are no loss.)
    static func report(
        _ gap: OffsetGap, _ consumer: ConsumerControl, _ log: Logger, _ metrics: RelayMetrics, stage: String
    ) {
        Task {
            guard let first = await firstOffset(gap.partition, consumer), first > gap.expected else { return }
            let count = min(first, gap.found) - gap.expected
            metrics.recordsGone.with(stage).increment(by: Int(clamping: count))
            log.error(
                "records were deleted before they were read: the topic's retention is shorter than the backlog",
                [
                    LogField.topic: .string(gap.partition.topic), LogField.partition: .int(gap.partition.partition),
                    "expected": .int(gap.expected), "first": .int(first), "records": .int(count),
                    "advice": .string(
                        "raise retention.ms of the topic (docs/topics.md); their senders have to send them again"),
                ])
        }
    }

    /// How often a broker that doesn't answer is asked again, a second apart: a loss is to be said also when it comes with an outage.
    private static let attempts = 120

    private static func firstOffset(_ partition: TopicPartition, _ consumer: ConsumerControl) async -> Int64? {
        for _ in 0..<attempts {
            do throws(KafkaError) {
                return try await consumer.watermarks(partition).low
            } catch {
                if error.code == .destroyed { return nil }
                try? await Task.sleep(for: .seconds(1))
            }
        }
        return nil
    }
}
