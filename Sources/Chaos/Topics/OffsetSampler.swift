import Kafka

/// Asks the broker ten times a second what the groups have committed.
final class OffsetSampler: Sendable {
    private let consumer: KafkaConsumer<TopicReading>
    private let partitions: [TopicPartition]
    private let watch: OracleWatch

    init(_ address: String, group: String, topics: [String], partitions: Int, watch: OracleWatch) throws {
        self.watch = watch
        self.partitions = topics.flatMap { topic in
            (0..<partitions).map { TopicPartition(topic: topic, partition: Int32($0)) }
        }
        // It asks for the group's offsets without being a member: the assignment is only there because there must be one.
        let properties: KafkaProperties = [
            "bootstrap.servers": address, "group.id": group, "reconnect.backoff.max.ms": "1000",
        ]
        let start = Dictionary(self.partitions.prefix(1).map { ($0, ManualAssignment.Start.end) }) { first, _ in first }
        consumer = try KafkaConsumer(properties: properties, assignment: ManualAssignment(start)) {
            TopicReading { _ in }
        }
    }

    /// Runs until its task is cancelled. A broker that doesn't answer is asked again.
    func run() async {
        while !Task.isCancelled {
            let next = ContinuousClock.now + .milliseconds(100)
            if let committed = try? await consumer.committed(partitions, timeout: .seconds(2)) {
                let now = WallClock.now()
                let samples = committed.compactMap { partition, committed in
                    committed.offset.map {
                        CommitSample(topic: partition.topic, partition: partition.partition, offset: $0, seenAt: now)
                    }
                }
                watch.tell { oracle in for sample in samples { oracle.observe(sample) } }
            }
            try? await ContinuousClock().sleep(until: next)
        }
    }

    func close() async { await consumer.close(deadline: .seconds(1)) }
}
