import ApprovalContract
import Delivery
import Kafka
import Synchronization

/// Reads, once, which commands stand in partitions of the parked topic.
enum ParkedScan {
    /// What is read of a partition.
    struct Goal: Sendable {
        var start: ManualAssignment.Start
        /// The end that it had, which is read to.
        var end: Int64
        /// What is done beyond the start.
        var finished: [Range<Int64>]
    }

    /// - Returns: the commands of each partition.
    /// - Throws: what keeps it from being read.
    static func read(
        _ goals: [TopicPartition: Goal], properties: KafkaProperties, options: ConsumerOptions,
        onError: @escaping @Sendable (KafkaError) -> Void
    ) async throws -> [TopicPartition: ParkedCommands<ParkedKey>] {
        let state = Mutex(State(goals))
        let ended = ReadToEnd(goals.keys)
        let fatal = Mutex<KafkaError?>(nil)
        let consumer = try KafkaConsumer(
            properties: properties, assignment: ManualAssignment(goals.mapValues(\.start)), options: options
        ) {
            TopicReader(
                onRecords: { batch in
                    let reached = state.withLock { state in batch.compactMap { state.take($0) } }
                    for partition in reached { ended.reached(partition) }
                },
                onEnd: { partition, offset in
                    if offset >= goals[partition]?.end ?? 0 { ended.reached(partition) }
                },
                onError: { error in
                    onError(error)
                    guard error.isFatal else { return }
                    fatal.withLock { $0 = error }
                    for partition in goals.keys { ended.reached(partition) }
                })
        }
        await ended.wait()
        // Nobody waits for the thread to end.
        Task { await consumer.close(deadline: .milliseconds(500)) }
        if let error = fatal.withLock({ $0 }) { throw error }
        return state.withLock { $0.found }
    }

    private struct State {
        let goals: [TopicPartition: Goal]
        var found: [TopicPartition: ParkedCommands<ParkedKey>]

        init(_ goals: [TopicPartition: Goal]) {
            self.goals = goals
            found = goals.mapValues { _ in ParkedCommands() }
        }

        /// - Returns: the record's partition if it was the last.
        mutating func take(_ record: ConsumerRecord) -> TopicPartition? {
            let partition = record.topicPartition
            guard let goal = goals[partition] else { return nil }
            // Ascending, and few.
            let isFinished = goal.finished.contains { $0.contains(record.offset) }
            if !isFinished, let parking = try? Parking(reading: { record.headers.text($0) }) {
                found[partition]?.parked(ParkedKey(topic: parking.topic, key: record.key), parking.offset)
            }
            return record.offset + 1 >= goal.end ? partition : nil
        }
    }
}
