import Delivery
import Kafka
import Observability

/// Where a stage goes on with partitions that it was given.
enum CommittedStarts {
    struct Start: Sendable {
        /// The committed offset, or the end where nothing was committed and the stage begins there; `nil` for the beginning.
        var position: Int64?
        /// What is finished beyond it.
        var finished: [Range<Int64>] = []
        /// Whether the group has the position on record.
        var isCommitted = true
    }

    /// Reads commits and their maps, again and again until they can be read.
    ///
    /// - Parameters:
    ///   - beginsAtEnd: whether partitions without a commit begin at their present end. librdkafka isn't left to find it
    ///     (`auto.offset.reset`): it would go there too from a commit whose records retention has deleted, past those that are left.
    ///   - isWanted: asked after each wait; false ends it.
    /// - Returns: `nil` when it is wanted no more.
    static func read(
        _ partitions: [TopicPartition], from consumer: ConsumerControl, beginsAtEnd: Bool = false, log: Logger,
        errors: KafkaErrorLog, stage: String,
        isWanted: () -> Bool
    ) async -> [TopicPartition: Start]? {
        guard !partitions.isEmpty else { return isWanted() ? [:] : nil }
        while isWanted() {
            do throws(KafkaError) {
                let committed = try await consumer.committed(partitions)
                guard isWanted() else { return nil }
                log.recovered(key: "committed \(stage)", "the committed offsets can be read")
                var starts: [TopicPartition: Start] = [:]
                for (partition, commit) in committed {
                    starts[partition] = start(partition, commit, log)
                    guard beginsAtEnd, commit.offset == nil else { continue }
                    let end = try await consumer.watermarks(partition).high
                    guard isWanted() else { return nil }
                    starts[partition] = Start(position: end, isCommitted: false)
                }
                return starts
            } catch {
                errors.report(error, stage: stage)
                log.once(
                    key: "committed \(stage)", .warning, "the committed offsets can't be read; trying again",
                    state: error.code.name, [LogField.error: .string(error.description)])
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        return nil
    }

    private static func start(_ partition: TopicPartition, _ commit: CommittedOffset, _ log: Logger) -> Start {
        guard let position = commit.offset else { return Start() }
        guard let text = commit.metadata, !text.isEmpty else { return Start(position: position) }
        guard let finished = CommitMap.decode(text, position: position) else {
            log.warning(
                "a commit's map is damaged, of another version or not ours; what it covers may be done again",
                [
                    LogField.topic: .string(partition.topic), LogField.partition: .int(partition.partition),
                    LogField.offset: .int(position),
                ])
            return Start(position: position)
        }
        return Start(position: position, finished: finished)
    }
}
