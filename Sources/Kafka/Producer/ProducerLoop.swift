import CRdKafka
import Synchronization

/// The life of a producer's thread: serves delivery reports and wakes who waits for them.
@safe final class ProducerLoop {
    private let handle: ClientHandle
    private let client: OpaquePointer
    private let queue: OpaquePointer
    private let state: ProducerQueue
    private let options: ProducerOptions
    private var shared: ClientEvents
    private var isPurged = false

    /// - Precondition: the handle has been entered by this thread for its whole life.
    init(handle: ClientHandle, state: ProducerQueue, options: ProducerOptions) {
        self.handle = handle
        unsafe (client, queue) = handle.pointers
        self.state = state
        self.options = options
        shared = ClientEvents(log: options.log, tokenProvider: options.tokenProvider)
    }

    /// Returns when the producer is closed: everything delivered or purged, or the deadline well over.
    func run() {
        while !isDone(at: .now) {
            let wait = min(state.nextDeadline ?? .now + .milliseconds(100), .now + .milliseconds(100)) - .now
            var event = unsafe rd_kafka_queue_poll(queue, isPurged ? 10 : wait.milliseconds)
            while let current = unsafe event {
                unsafe serve(current)
                unsafe event = rd_kafka_queue_poll(queue, 0)
            }
            state.resumeWaiters(at: .now)
        }
    }

    private func isDone(at now: ContinuousClock.Instant) -> Bool {
        guard let deadline = state.closeDeadline.withLock({ $0 }) else { return false }
        if state.count == 0 { return true }
        guard now >= deadline else { return false }
        if !isPurged {
            isPurged = true
            // What is left is reported as failed, so that everybody hears what became of his record.
            unsafe rd_kafka_purge(client, Int32(RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT))
        }
        return now >= deadline + .milliseconds(500)
    }

    private func serve(_ event: OpaquePointer) {
        defer { unsafe rd_kafka_event_destroy(event) }
        switch unsafe rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_DR:
            unsafe deliver(event)
        case RD_KAFKA_EVENT_STATS:
            guard let json = unsafe rd_kafka_event_stats(event),
                let statistics = unsafe ProducerStatistics(json: String(cString: json))
            else { break }
            shared.brokersUp(statistics.brokers)
            options.onStatistics?(statistics)
        case RD_KAFKA_EVENT_LOG:
            unsafe shared.log(event, at: .now)
        case RD_KAFKA_EVENT_ERROR:
            if let error = unsafe shared.error(event, client: client, at: .now) { options.onError?(error) }
        case RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH:
            unsafe shared.refreshToken(event, handle: handle)
        default:
            break
        }
    }

    private func deliver(_ event: OpaquePointer) {
        var deliveries: [Delivery] = []
        var waited: [Delivery] = []
        unsafe deliveries.reserveCapacity(rd_kafka_event_message_count(event))
        var size = 0
        while let message = unsafe rd_kafka_event_message_next(event) {
            let delivery = unsafe Self.delivery(message)
            unsafe size += message.pointee.len + message.pointee.key_len
            if delivery.error == nil { shared.succeeded() }
            if delivery.tag & ProducerQueue.reservedTag == 0 {
                deliveries.append(delivery)
            } else {
                waited.append(delivery)
            }
        }
        state.remove(deliveries.count + waited.count, size)
        if !deliveries.isEmpty { options.deliveries?(deliveries) }
        for delivery in waited { state.takeAcknowledgement(delivery.tag)?.resume(returning: .success(delivery)) }
    }

    private static func bytes(_ start: UnsafeMutableRawPointer?, _ count: Int) -> [UInt8]? {
        guard let start = unsafe start else { return nil }
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private static func delivery(_ message: UnsafePointer<rd_kafka_message_t>) -> Delivery {
        let code = unsafe message.pointee.err
        var error: KafkaError?
        var returned: ReturnedRecord?
        if code != RD_KAFKA_RESP_ERR_NO_ERROR {
            let topic = unsafe message.pointee.rkt.flatMap { unsafe rd_kafka_topic_name($0) }
            let name = unsafe topic.map { unsafe String(cString: $0) } ?? ""
            error = KafkaError(
                code, doing: "producing",
                partition: TopicPartition(topic: name, partition: unsafe message.pointee.partition))
            returned = unsafe ReturnedRecord(
                key: bytes(message.pointee.key, message.pointee.key_len),
                value: bytes(message.pointee.payload, message.pointee.len))
        }
        let persistence: Delivery.Persistence =
            switch unsafe rd_kafka_message_status(message) {
            case RD_KAFKA_MSG_STATUS_PERSISTED: .yes
            case RD_KAFKA_MSG_STATUS_POSSIBLY_PERSISTED: .possible
            default: .no
            }
        return unsafe Delivery(
            tag: UInt64(UInt(bitPattern: message.pointee._private)), partition: message.pointee.partition,
            offset: message.pointee.offset, error: error, persistence: persistence,
            returned: returned)
    }
}
