import Kafka
import Synchronization

@testable import Relay

/// How many records topics hold, counted by reading each to its end.
enum TopicContents {
    private final class Counts: Sendable {
        let value = Mutex<[String: Int]>([:])
    }

    static func counts(_ bootstrapServers: String, _ topics: [String], partitions: (String) -> Int) async throws
        -> [String: Int]
    {
        let all = topics.flatMap { topic in
            (0..<partitions(topic)).map { TopicPartition(topic: topic, partition: Int32($0)) }
        }
        let (counts, end) = (Counts(), ReadToEnd(all))
        let consumer = try KafkaConsumer(
            properties: [
                "bootstrap.servers": bootstrapServers, "fetch.wait.max.ms": "10", "enable.partition.eof": "true",
            ],
            assignment: ManualAssignment(
                Dictionary(uniqueKeysWithValues: all.map { ($0, ManualAssignment.Start.beginning) }))
        ) {
            TopicReader(
                onRecords: { batch in
                    counts.value.withLock { for record in batch { $0[record.topic, default: 0] += 1 } }
                }, onEnd: { partition, _ in end.reached(partition) }, onError: { _ in })
        }
        await end.wait()
        await consumer.close(deadline: .seconds(1))
        return counts.value.withLock { $0 }
    }
}
