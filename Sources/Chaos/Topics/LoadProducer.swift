import Kafka
import Synchronization

/// Publishes the load at a steady pace. Where each event came to lie is read from the topic: an acknowledgement that was
/// lost would not say.
final class LoadProducer: Sendable {
    /// Names the event in a record, which may be none that can be read.
    static let numberHeader = "chaos-event"

    private final class Failures: Sendable {
        let count = Mutex(0)
    }

    private let producer: KafkaProducer
    private let topic: String
    private let watch: OracleWatch
    private let failures = Failures()

    init(_ address: String, topic: String, watch: OracleWatch) throws {
        self.topic = topic
        self.watch = watch
        let failures = self.failures
        var options = ProducerOptions()
        options.deliveries = { deliveries in
            let failed = deliveries.count { $0.error != nil }
            if failed > 0 { failures.count.withLock { $0 += failed } }
        }
        producer = try KafkaProducer(
            properties: [
                "bootstrap.servers": address, "linger.ms": "5", "delivery.timeout.ms": "120000",
                "reconnect.backoff.max.ms": "1000",
            ], options: options)
    }

    /// Events that Kafka didn't take within two minutes.
    var failed: Int { failures.count.withLock { $0 } }

    func send(_ event: PlannedEvent) async throws {
        watch.tell { $0.planned(event) }
        let record = ProducerRecord(
            topic: topic, key: Array(event.key.utf8), value: event.value,
            headers: [RecordHeader(name: Self.numberHeader, text: String(event.number))])
        while true {
            do throws(KafkaError) {
                try producer.send(record, tag: 1)
                return
            } catch {
                guard error.code == .queueFull else { throw error }
                await producer.waitForSpace()
            }
        }
    }

    /// Publishes this many events, `rate` a second, or until the task is cancelled.
    func run(_ generator: inout EventGenerator, count: Int, rate: Double) async throws {
        let began = ContinuousClock.now
        var made = 0
        while made < count, !Task.isCancelled {
            let elapsed = (ContinuousClock.now - began) / .seconds(1)
            let due = min(count, Int(elapsed * rate) + 1)
            while made < due {
                try await send(generator.next())
                made += 1
            }
            try? await ContinuousClock().sleep(for: .milliseconds(10))
        }
    }

    /// Waits until everything is acknowledged.
    func flush() async { _ = await producer.flush(deadline: .seconds(120)) }

    func close() async { await producer.close(deadline: .seconds(2)) }
}
