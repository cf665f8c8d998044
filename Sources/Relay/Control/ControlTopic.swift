import Kafka

/// The control topic, read to its end at start and followed after that.
final class ControlTopic: Sendable {
    private let reader: KafkaConsumer<TopicReader>
    private let caughtUp: ReadToEnd
    private let topic: String
    private let inbox: ControlInbox

    init(
        topic: String, properties: KafkaProperties, options: ConsumerOptions,
        onError: @escaping @Sendable (KafkaError) -> Void
    ) throws(KafkaError) {
        self.topic = topic
        let partition = TopicPartition(topic: topic, partition: 0)
        let caughtUp = ReadToEnd([partition])
        self.caughtUp = caughtUp
        let inbox = ControlInbox()
        self.inbox = inbox
        reader = try KafkaConsumer(
            properties: properties, assignment: ManualAssignment([partition: .beginning]), options: options
        ) {
            TopicReader(
                onRecords: { inbox.read($0) },
                onEnd: { partition, _ in
                    inbox.reachedEnd()
                    caughtUp.reached(partition)
                }, onError: onError)
        }
    }

    /// Returns when everything that was in the topic has been read.
    func waitUntilRead() async { await caughtUp.wait() }

    var partitionCount: Int? { inbox.partitionCount }

    /// As ``ControlInbox/follow(_:)``.
    func follow(_ follower: @escaping @Sendable (ControlMessage) -> Void) { inbox.follow(follower) }

    func write(_ entry: ControlEntry, with producer: KafkaProducer) async throws(KafkaError) {
        try await write(key: entry.key, entry.bytes(), with: producer)
    }

    /// - Parameter value: nil deletes the key.
    func write(key: String, _ value: [UInt8]?, with producer: KafkaProducer) async throws(KafkaError) {
        _ = try await producer.sendAndWait(
            ProducerRecord(topic: topic, partition: 0, key: Array(key.utf8), value: value))
    }

    func close() async { await reader.close(deadline: .seconds(1)) }
}
