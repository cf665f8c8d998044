import CRdKafka

/// A consumer's state on its thread: turns librdkafka's events into ours and carries out what is asked. Confined to that
/// thread; it never calls the handler, but leaves events in an outbox.
@safe final class ConsumerEngine {
    let control: ConsumerControl
    let options: ConsumerOptions
    let isManual: Bool
    let client: OpaquePointer
    let queue: OpaquePointer
    var tracker = RebalanceTracker()
    var commits = CommitPipeline()
    var paused: Set<TopicPartition> = []
    var shared: ClientEvents
    var builder = RecordBatchBuilder()
    var closing: Closing?
    private var outbox: [EngineEvent] = []
    /// Until when an answered revoke waits for commits.
    var commitsAwaitedUntil: ContinuousClock.Instant?

    /// How far a close has come.
    struct Closing {
        var deadline: ContinuousClock.Instant
        var isAsked = false
        var isClosed = false
        var isAbandoned = false
    }

    /// - Precondition: the handle has been entered by this thread for its whole life.
    init(control: ConsumerControl, options: ConsumerOptions, manual: ManualAssignment?) {
        self.control = control
        self.options = options
        unsafe (client, queue) = control.handle.pointers
        shared = ClientEvents(log: options.log, tokenProvider: options.tokenProvider)
        isManual = manual != nil
        if let manual { tracker.assignManually(manual.partitions.keys) }
    }

    func emit(_ event: EngineEvent) {
        outbox.append(event)
    }

    func takeEvents() -> [EngineEvent] {
        defer { outbox = [] }
        return outbox
    }

    var hasEvents: Bool { !outbox.isEmpty }

    /// Waits for an event until `deadline`, then serves all that are there, up to one batch.
    func poll(until deadline: ContinuousClock.Instant) {
        let wait = hasEvents ? 0 : (deadline - .now).milliseconds
        var event = unsafe rd_kafka_queue_poll(queue, wait)
        while let current = unsafe event {
            unsafe serve(current)
            unsafe rd_kafka_event_destroy(current)
            if builder.count >= options.maximumBatchCount || builder.byteCount >= options.maximumBatchBytes { break }
            // A rebalance or an answer is not kept waiting behind the records that follow.
            if hasEvents { break }
            unsafe event = rd_kafka_queue_poll(queue, 0)
        }
        flushRecords()
    }

    /// Hands over the records so far, before anything that came after them.
    func flushRecords() {
        guard !builder.isEmpty else { return }
        shared.succeeded()
        let batch = builder.take()
        if closing == nil { emit(.records(batch)) }
    }

    private func serve(_ event: OpaquePointer) {
        switch unsafe rd_kafka_event_type(event) {
        case RD_KAFKA_EVENT_FETCH:
            while let message = unsafe rd_kafka_event_message_next(event) { unsafe served(message) }
        case RD_KAFKA_EVENT_REBALANCE:
            unsafe rebalance(event)
        case RD_KAFKA_EVENT_OFFSET_COMMIT:
            unsafe committed(event)
        case RD_KAFKA_EVENT_STATS:
            guard let json = unsafe rd_kafka_event_stats(event),
                let statistics = unsafe ConsumerStatistics(json: String(cString: json))
            else { break }
            shared.brokersUp(statistics.brokers)
            emit(.statistics(statistics))
        case RD_KAFKA_EVENT_LOG:
            unsafe shared.log(event, at: .now)
        case RD_KAFKA_EVENT_ERROR:
            unsafe failed(event)
        case RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH:
            unsafe shared.refreshToken(event, handle: control.handle)
        default:
            break
        }
    }

    private func served(_ message: UnsafePointer<rd_kafka_message_t>) {
        if unsafe message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR { return unsafe builder.append(message) }
        flushRecords()
        let name = unsafe message.pointee.rkt.flatMap { unsafe rd_kafka_topic_name($0) }
        let partition = unsafe TopicPartition(
            topic: name.map { unsafe String(cString: $0) } ?? "", partition: message.pointee.partition)
        if unsafe message.pointee.err == RD_KAFKA_RESP_ERR__PARTITION_EOF {
            return emit(.endOfPartition(partition, offset: unsafe message.pointee.offset))
        }
        let text = unsafe rd_kafka_message_errstr(message).map { unsafe String(cString: $0) }
        emit(.error(KafkaError(unsafe message.pointee.err, text: text, partition: partition)))
    }

    private func failed(_ event: OpaquePointer) {
        flushRecords()
        if unsafe rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR__PARTITION_EOF {
            guard let place = unsafe rd_kafka_event_topic_partition(event) else { return }
            unsafe emit(
                .endOfPartition(
                    TopicPartition(topic: String(cString: place.pointee.topic), partition: place.pointee.partition),
                    offset: place.pointee.offset))
            return unsafe rd_kafka_topic_partition_destroy(place)
        }
        guard let error = unsafe shared.error(event, client: client, at: .now) else { return }
        // Without a group its coordinator isn't asked for anything that matters.
        if isManual, error.code == .groupAuthorizationFailed { return }
        emit(error.isFatal ? .fatal(error) : .error(error))
    }
}
