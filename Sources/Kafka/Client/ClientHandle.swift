import CRdKafka
import Synchronization

/// Owns an `rd_kafka_t` and the queue that its thread polls. Any thread may use it until it is retired; the last one to
/// leave after that destroys it, so nobody ever holds a pointer that is gone.
@safe final class ClientHandle: @unchecked Sendable {
    private let client: OpaquePointer
    private let queue: OpaquePointer
    /// The low bits count who is inside; `retired` says that nobody may come in any more.
    private let users = Atomic<Int>(0)
    private let isDestroyed = Atomic<Bool>(false)
    private let noConsumerClose = Atomic<Bool>(false)
    /// `rd_kafka_topic_t` by name: looked up once instead of at each produce.
    private let topics = Mutex<[String: TopicHandle]>([:])

    private static let retired = 1 << 62

    enum Kind { case consumer, producer }

    /// - Parameter events: the `RD_KAFKA_EVENT_…` bits wanted on the queue.
    init(_ kind: Kind, _ properties: KafkaProperties, events: Int32) throws(KafkaError) {
        let configuration = try unsafe properties.makeConfiguration()
        unsafe rd_kafka_conf_set_events(configuration, events)
        let type = kind == .consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER
        let made = KafkaError.withCString(capacity: 512) { (buffer, size) -> Result<Unchecked, KafkaError> in
            if let client = unsafe rd_kafka_new(type, configuration, buffer, size) {
                return unsafe .success(Unchecked(pointer: client))
            }
            let code = KafkaError.Code(rd_kafka_last_error())
            return unsafe .failure(KafkaError(code, "Kafka client refused: \(String(cString: buffer))"))
        }
        switch made {
        case .failure(let error):
            unsafe rd_kafka_conf_destroy(configuration)
            throw error
        case .success(let made):
            unsafe client = made.pointer
        }
        if kind == .consumer {
            unsafe rd_kafka_poll_set_consumer(client)
            unsafe queue = rd_kafka_queue_get_consumer(client)
        } else {
            unsafe queue = rd_kafka_queue_get_main(client)
        }
        unsafe rd_kafka_set_log_queue(client, queue)
    }

    deinit {
        destroy()
    }

    @safe private struct Unchecked {
        let pointer: OpaquePointer
    }

    @safe struct TopicHandle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Runs `body` with the client and its queue; nil when it is retired.
    @safe func use<Value>(_ body: (_ client: OpaquePointer, _ queue: OpaquePointer) -> Value) -> Value? {
        guard enter() else { return nil }
        defer { leave() }
        return unsafe body(client, queue)
    }

    /// Counts the caller in until ``leave()``.
    func enter() -> Bool {
        if users.add(1, ordering: .acquiringAndReleasing).newValue & Self.retired == 0 { return true }
        leave()
        return false
    }

    func leave() {
        guard users.subtract(1, ordering: .acquiringAndReleasing).newValue == Self.retired else { return }
        // Destroying blocks, and this may be a thread that mustn't.
        do throws(KafkaError) {
            try NativeThread.start(name: "kafka-destroy") { self.destroy() }
        } catch {
            destroy()
        }
    }

    /// The pointers, for the poll thread, which has entered for its whole life.
    var pointers: (client: OpaquePointer, queue: OpaquePointer) { unsafe (client, queue) }

    /// Makes `rd_kafka_queue_poll` return now, or at its next call.
    func wake() {
        use { _, queue in unsafe rd_kafka_queue_yield(queue) }
    }

    /// See ``ConsumerOptions/givesMemoryBack``.
    let givesMemoryBack = Atomic(false)

    /// Nobody comes in any more; destroyed once all have left.
    /// - Parameter abandoning: a consumer that did not close in time is not closed again by destroying it.
    func retire(abandoning: Bool) {
        if abandoning { noConsumerClose.store(true, ordering: .releasing) }
        _ = users.bitwiseOr(Self.retired, ordering: .acquiringAndReleasing)
    }

    private func destroy() {
        guard isDestroyed.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
        else { return }
        topics.withLock { topics in
            for topic in topics.values { unsafe rd_kafka_topic_destroy(topic.pointer) }
            topics = [:]
        }
        unsafe rd_kafka_queue_destroy(queue)
        let abandoned = noConsumerClose.load(ordering: .acquiring)
        unsafe rd_kafka_destroy_flags(client, abandoned ? RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE : 0)
        // Takes as long as there is memory in use, a tenth of a second for half a gigabyte.
        if givesMemoryBack.load(ordering: .relaxed) { crdkafka_give_memory_back() }
    }

    /// The handle of a topic, made at its first use; only inside ``use(_:)``.
    func topic(_ name: String) -> OpaquePointer? {
        unsafe topics.withLock { topics -> TopicHandle? in
            if let topic = topics[name] { return topic }
            guard !name.isEmpty, !name.utf8.contains(0),
                let pointer = unsafe rd_kafka_topic_new(client, name, nil)
            else { return nil }
            let topic = unsafe TopicHandle(pointer: pointer)
            topics[name] = topic
            return topic
        }.map { topic in unsafe topic.pointer }
    }

    /// The value that the client really uses; nil for names that it doesn't know.
    func effectiveValue(of name: String) -> String? {
        use { client, _ in
            KafkaError.withCString(capacity: 512) { (buffer, _) -> String? in
                var size = 512
                let result = unsafe rd_kafka_conf_get(rd_kafka_conf(client), name, buffer, &size)
                return result == RD_KAFKA_CONF_OK ? unsafe String(cString: buffer) : nil
            }
        } ?? nil
    }
}
