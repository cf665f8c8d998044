import CRdKafka
import Synchronization

/// A Kafka producer; from any thread. Its thread serves delivery reports.
///
/// Properties that are set unless given: `enable.idempotence=true`, `partitioner=murmur2_random` (the default of Java's
/// client), `queue.buffering.max.messages=100000`, `queue.buffering.max.kbytes=65536`, `statistics.interval.ms=5000`.
///
/// When the last reference goes without ``close(deadline:)``, records that aren't delivered within five seconds are
/// given up.
public final class KafkaProducer: Sendable {
    private static let defaults: KafkaProperties = [
        "enable.idempotence": "true",
        "partitioner": "murmur2_random",
        "queue.buffering.max.messages": "100000",
        "queue.buffering.max.kbytes": "65536",
        "statistics.interval.ms": "5000",
    ]

    let handle: ClientHandle
    let state: ProducerQueue
    private let finished = Completion()

    public init(properties: KafkaProperties, options: ProducerOptions = ProducerOptions()) throws(KafkaError) {
        var properties = Self.defaults.merging(properties)
        properties["log.queue"] = "true"
        var events = RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS | RD_KAFKA_EVENT_LOG
        if options.tokenProvider != nil { events |= RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH }
        let handle = try ClientHandle(.producer, properties, events: events)
        let kilobytes = handle.effectiveValue(of: "queue.buffering.max.kbytes").flatMap { Int($0) } ?? 0
        let state = ProducerQueue(
            maximumRecords: handle.effectiveValue(of: "queue.buffering.max.messages").flatMap { Int($0) } ?? 0,
            maximumBytes: kilobytes * 1024)
        self.handle = handle
        self.state = state
        let finished = self.finished
        try NativeThread.start(name: "kafka-producer") {
            guard handle.enter() else { return finished.finish() }
            ProducerLoop(handle: handle, state: state, options: options).run()
            handle.retire(abandoning: false)
            state.finish()
            finished.finish()
            handle.leave()
        }
    }

    deinit {
        Self.askToClose(state, handle, by: .now + .seconds(5))
    }

    /// Records taken on and not yet reported.
    public var queueLength: Int { state.count }

    /// The error after which nothing can be sent any more; nil while all is well.
    public var fatalFailure: KafkaError? {
        handle.use { client, _ in unsafe KafkaError.fatal(of: client) } ?? nil
    }

    /// Suspends until the queue is below half of both its bounds, so that whoever was told `.queueFull` doesn't come back
    /// at every single delivery. Returns at once when the task is cancelled or the producer closed.
    public func waitForSpace() async {
        if state.hasSpace { return }
        let handle = self.handle
        await state.wait(for: .space) { handle.wake() }
    }

    /// Suspends until everything sent so far has been reported, or `deadline` is over, or the task is cancelled.
    /// - Returns: how many records are left.
    public func flush(deadline: Duration) async -> Int {
        if state.count > 0 {
            let handle = self.handle
            await state.wait(for: .empty(.now + deadline)) { handle.wake() }
        }
        return state.count
    }

    /// Delivers what is queued until the deadline; what is left then is reported as failed
    /// (`.purgedFromQueue`, `.purgedInFlight`). Nothing can be sent any more afterwards.
    public func close(deadline: Duration) async {
        Self.askToClose(state, handle, by: .now + deadline)
        await finished.wait(atMost: deadline + .seconds(1))
    }

    private static func askToClose(_ state: ProducerQueue, _ handle: ClientHandle, by deadline: ContinuousClock.Instant)
    {
        state.closeDeadline.withLock { known in known = min(known ?? deadline, deadline) }
        handle.wake()
    }

    /// The number of a topic's partitions; never creates the topic.
    /// - Throws: `.unknownTopicOrPartition` when there is no such topic.
    public func partitionCount(topic: String, timeout: Duration = .seconds(10)) async throws(KafkaError) -> Int {
        let handle = self.handle
        let topics = try await SpareThread.run { Metadata.describe([topic], handle: handle, timeout: timeout) }
        guard let count = topics[topic]?.partitionCount else {
            throw topics[topic]?.error
                ?? KafkaError(
                    .unknownTopicOrPartition, "topic \"\(topic)\" doesn't exist",
                    partition: TopicPartition(topic: topic, partition: -1))
        }
        return count
    }
}
