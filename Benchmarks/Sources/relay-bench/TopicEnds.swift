import Kafka

/// How many records topics hold, asked of the broker without reading them.
final class TopicEnds: Sendable {
    private final class Idle: ConsumerHandler {
        func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {}
    }

    private let cluster: KafkaCluster
    private let consumer: KafkaConsumer<Idle>

    /// - Parameter idleTopic: one that exists; nothing of it is read.
    init(_ cluster: KafkaCluster, idleTopic: String) throws {
        self.cluster = cluster
        consumer = try KafkaConsumer(
            properties: cluster.properties(),
            assignment: ManualAssignment([TopicPartition(topic: idleTopic, partition: 0): .end])
        ) { Idle() }
    }

    /// The sum of the partitions' ends; 0: there is no such topic.
    func count(_ topic: String) async throws -> Int {
        guard let partitions = try await cluster.partitionCount(topic) else { return 0 }
        return try await count(topic, partitions: partitions)
    }

    private func count(_ topic: String, partitions: Int) async throws -> Int {
        var sum: Int64 = 0
        for partition in 0..<partitions {
            sum &+= try await end(TopicPartition(topic: topic, partition: Int32(clamping: partition)))
        }
        return Int(clamping: sum)
    }

    /// A topic that was just made has no leader for a moment.
    private func end(_ partition: TopicPartition) async throws -> Int64 {
        for _ in 0..<50 {
            do {
                return try await consumer.watermarks(partition).high
            } catch {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try await consumer.watermarks(partition).high
    }

    func close() async {
        await consumer.close(deadline: .seconds(2))
    }
}
