import JSON
import Kafka

/// The control topic, read to its end at start and followed after that.
final class ControlTopic: Sendable {
    private let reader: KafkaConsumer<TopicReader>
    private let caughtUp: ReadToEnd
    private let topic: String
    private let store: PartitionCountStore

    /// - Parameter onTicket: told of each app ticket: alias and ticket.
    init(
        topic: String, properties: KafkaProperties, options: ConsumerOptions,
        onTicket: @escaping @Sendable (String, String) -> Void,
        onError: @escaping @Sendable (KafkaError) -> Void
    ) throws(KafkaError) {
        self.topic = topic
        let partition = TopicPartition(topic: topic, partition: 0)
        let caughtUp = ReadToEnd([partition])
        self.caughtUp = caughtUp
        let store = PartitionCountStore()
        self.store = store
        reader = try KafkaConsumer(
            properties: properties, assignment: ManualAssignment([partition: .beginning]), options: options
        ) {
            let parser = JSONParser(limits: JSONLimits(maximumSize: 1 << 20, maximumDepth: 16))
            return TopicReader(
                onRecords: { batch in
                    for record in batch {
                        guard let key = record.key, let value = record.value,
                            let json = try? parser.parse(value),
                            let entry = ControlEntry(key: String(decoding: key, as: UTF8.self), json)
                        else { continue }
                        switch entry {
                        case .partitionCount(let count): store.set(count)
                        case .appTicket(let app, let ticket): onTicket(app, ticket)
                        }
                    }
                }, onEnd: { partition, _ in caughtUp.reached(partition) }, onError: onError)
        }
    }

    /// Returns when everything that was in the topic has been read.
    func waitUntilRead() async { await caughtUp.wait() }

    var partitionCount: Int? { store.value }

    func write(_ entry: ControlEntry, with producer: KafkaProducer) async throws(KafkaError) {
        var writer = JSONWriter(capacity: 256)
        entry.write(to: &writer)
        _ = try await producer.sendAndWait(
            ProducerRecord(topic: topic, partition: 0, key: Array(entry.key.utf8), value: writer.bytes()))
    }

    func close() async { await reader.close(deadline: .seconds(1)) }
}
