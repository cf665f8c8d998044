import Kafka
import Synchronization

/// Publishes events and knows when all of them are in Kafka.
final class EventPublisher: Sendable {
    private final class Counts: Sendable {
        let values = Mutex<(arrived: Int, failure: KafkaError?)>((0, nil))
    }

    private let producer: KafkaProducer
    private let counts: Counts
    private let topic: String

    init(_ cluster: KafkaCluster, topic: String, linger: Int) throws {
        let counts = Counts()
        var options = ProducerOptions()
        options.deliveries = { deliveries in
            counts.values.withLock { values in
                for delivery in deliveries {
                    if let error = delivery.error { values.failure = error } else { values.arrived += 1 }
                }
            }
        }
        producer = try KafkaProducer(
            properties: cluster.properties([("linger.ms", "\(linger)"), ("message.timeout.ms", "60000")]),
            options: options)
        self.counts = counts
        self.topic = topic
    }

    func publish(key: [UInt8], _ event: [UInt8], number: Int) async throws {
        let record = ProducerRecord(topic: topic, key: key, value: event)
        while true {
            do throws(KafkaError) {
                return try producer.send(record, tag: UInt64(clamping: number))
            } catch {
                guard error.code == .queueFull else { throw error }
                await producer.waitForSpace()
            }
        }
    }

    /// A backlog of `count` events over `keys` keys, in turn. Returns the mean size of an event.
    func publishBacklog(_ events: SampleEvents, count: Int, keys: Int) async throws -> Double {
        var bytes = 0
        for number in 0..<count {
            let event = events.event(number, key: number % keys)
            bytes += event.count
            try await publish(key: events.key(number % keys), event, number: number)
        }
        try await close(expecting: count)
        return Double(bytes) / Double(max(1, count))
    }

    func close(expecting count: Int) async throws {
        _ = await producer.flush(deadline: .seconds(60))
        await producer.close(deadline: .seconds(5))
        let (arrived, failure) = counts.values.withLock { $0 }
        if let failure { throw failure }
        guard arrived == count else { throw BenchmarkError("published \(count) events, of which \(arrived) arrived") }
    }
}
