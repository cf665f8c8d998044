import JSON
import Kafka
import Synchronization

/// Follows topics from their beginning and tells the oracle what is in them.
final class TopicRecorder: Sendable {
    private final class Ends: Sendable {
        /// The next offset of each partition that was read.
        let next = Mutex<[TopicPartition: Int64]>([:])
    }

    private let consumer: KafkaConsumer<TopicReading>
    private let ends = Ends()

    init(_ address: String, _ names: [String], of topics: RunTopics, into watch: OracleWatch) throws {
        var starts: [TopicPartition: ManualAssignment.Start] = [:]
        for name in names {
            for partition in 0..<topics.partitions {
                starts[TopicPartition(topic: name, partition: Int32(partition))] = .beginning
            }
        }
        let properties: KafkaProperties = [
            "bootstrap.servers": address, "fetch.wait.max.ms": "50", "reconnect.backoff.max.ms": "1000",
        ]
        let ends = self.ends
        consumer = try KafkaConsumer(properties: properties, assignment: ManualAssignment(starts)) {
            let reader = RecordReader(topics)
            return TopicReading { batch in
                let observations = batch.compactMap { reader.read($0) }
                watch.tell { oracle in for observation in observations { observation.tell(&oracle) } }
                ends.next.withLock { next in
                    for record in batch { next[record.topicPartition] = record.offset + 1 }
                }
            }
        }
    }

    /// Waits until everything that is in a topic now has been read; half a minute at most.
    func catchUp(_ topic: String, partitions: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        for number in 0..<partitions {
            let partition = TopicPartition(topic: topic, partition: Int32(number))
            let marks = try await watermarks(partition, until: deadline)
            while marks.high > marks.low, (ends.next.withLock { $0[partition] } ?? 0) < marks.high {
                guard ContinuousClock.now < deadline else {
                    throw ChaosError("\(topic) could not be read to its end")
                }
                try await ContinuousClock().sleep(for: .milliseconds(20))
            }
        }
    }

    /// A broker that has just come back doesn't know at once what it leads.
    private func watermarks(
        _ partition: TopicPartition, until deadline: ContinuousClock.Instant
    ) async throws -> (low: Int64, high: Int64) {
        while true {
            do throws(KafkaError) {
                let marks = try await consumer.watermarks(partition, timeout: .seconds(5))
                return (marks.low, marks.high)
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                try await ContinuousClock().sleep(for: .milliseconds(100))
            }
        }
    }

    func close() async { await consumer.close(deadline: .seconds(1)) }
}
