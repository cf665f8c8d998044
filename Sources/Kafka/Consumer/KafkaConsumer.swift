import CRdKafka

/// A Kafka consumer on a thread of its own, on which its handler lives.
///
/// Properties that are set unless given: `enable.auto.commit=false`, `enable.auto.offset.store=false` (both may not be
/// true: what is done only the handler knows), `partition.assignment.strategy=range,roundrobin`,
/// `auto.offset.reset=earliest`, `queued.max.messages.kbytes=16384`, `statistics.interval.ms=5000`.
///
/// When the last reference goes without ``close(deadline:)``, the consumer closes by itself within five seconds.
public final class KafkaConsumer<Handler: ConsumerHandler>: Sendable {
    public typealias Context = ConsumerContext

    /// The same consumer without its messages, for who only commits, pauses or asks.
    public let control: ConsumerControl
    private let messages = Mailbox<Handler.Message>()

    /// Joins the group `group.id`.
    ///
    /// - Parameters:
    ///   - subscription: names of topics, and regular expressions that begin with `^`.
    ///   - makeHandler: called once, on the consumer's thread.
    /// - Throws: a refused property or subscription.
    public init(
        properties: KafkaProperties, subscription: [String], options: ConsumerOptions = ConsumerOptions(),
        makeHandler: @escaping @Sendable () -> Handler
    ) throws(KafkaError) {
        guard !subscription.isEmpty, subscription.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else {
            throw KafkaError(.invalidArgument, "a subscription needs at least one topic, and none may be empty")
        }
        control = try ConsumerSetup.makeControl(properties, options)
        let list = TopicPartitionList(subscription.map { TopicPartition(topic: $0, partition: -1) })
        let error = control.handle.use { client, _ in unsafe rd_kafka_subscribe(client, list.pointer) }
        if let error, error != RD_KAFKA_RESP_ERR_NO_ERROR {
            throw KafkaError(error, doing: "subscribing to \(subscription.joined(separator: ", "))")
        }
        try start(options, manual: nil, makeHandler)
    }

    /// Reads partitions without a group. `group.id` isn't needed.
    public init(
        properties: KafkaProperties, assignment: ManualAssignment, options: ConsumerOptions = ConsumerOptions(),
        makeHandler: @escaping @Sendable () -> Handler
    ) throws(KafkaError) {
        var properties = properties
        // librdkafka assigns only with a group's name, though it then doesn't join.
        if properties["group.id"] == nil { properties["group.id"] = "manual-assignment" }
        control = try ConsumerSetup.makeControl(properties, options)
        let list = TopicPartitionList(capacity: assignment.partitions.count)
        for (partition, start) in assignment.partitions { list.add(partition, offset: start.offset) }
        let error = control.handle.use { client, _ in unsafe rd_kafka_assign(client, list.pointer) }
        if let error, error != RD_KAFKA_RESP_ERR_NO_ERROR { throw KafkaError(error, doing: "assigning partitions") }
        try start(options, manual: assignment, makeHandler)
    }

    deinit {
        control.post(.close(.now + .seconds(5)))
    }

    private func start(
        _ options: ConsumerOptions, manual: ManualAssignment?, _ makeHandler: @escaping @Sendable () -> Handler
    ) throws(KafkaError) {
        let control = self.control
        let messages = self.messages
        try NativeThread.start(name: "kafka-consumer") {
            guard control.handle.enter() else { return control.finished.finish() }
            let engine = ConsumerEngine(control: control, options: options, manual: manual)
            do {
                let loop = ConsumerLoop(
                    engine: engine, handler: makeHandler(), messages: messages, tickInterval: options.tickInterval)
                loop.run()
            }
            messages.close()
            control.commands.close()
            control.handle.retire(abandoning: engine.closing?.isAbandoned ?? true)
            control.finished.finish()
            control.handle.leave()
        }
    }

    /// Gives the handler a message; from any thread. Dropped once the consumer has closed.
    public func post(_ message: Handler.Message) {
        if messages.post(message) { control.handle.wake() }
    }

    /// Leaves the group: the handler gets `closing` and the last `revoked`, which it answers when it has drained. A
    /// second before the deadline an unanswered revoke is answered for it; at the deadline the group isn't waited for.
    ///
    /// Returns when the handler is gone, at the latest a second after the deadline (a handler that doesn't return can't
    /// be ended).
    public func close(deadline: Duration) async {
        control.post(.close(.now + deadline))
        await control.finished.wait(atMost: deadline + .seconds(1))
    }
}

extension KafkaConsumer {
    /// As ``ConsumerControl/commit(_:generation:)``.
    public func commit(_ offsets: [TopicPartition: CommitOffset], generation: Int) {
        control.commit(offsets, generation: generation)
    }

    /// As ``ConsumerControl/completeAssignment(generation:startingAt:)``.
    public func completeAssignment(generation: Int, startingAt: [TopicPartition: Int64]? = nil) {
        control.completeAssignment(generation: generation, startingAt: startingAt)
    }

    /// As ``ConsumerControl/completeRevoke(generation:)``.
    public func completeRevoke(generation: Int) {
        control.completeRevoke(generation: generation)
    }

    /// As ``ConsumerControl/pause(_:)``.
    public func pause(_ partitions: [TopicPartition]) {
        control.pause(partitions)
    }

    /// As ``ConsumerControl/resume(_:)``.
    public func resume(_ partitions: [TopicPartition]) {
        control.resume(partitions)
    }

    /// As ``ConsumerControl/committed(_:timeout:)``.
    public func committed(
        _ partitions: [TopicPartition], timeout: Duration = .seconds(10)
    ) async throws(KafkaError) -> [TopicPartition: CommittedOffset] {
        try await control.committed(partitions, timeout: timeout)
    }

    /// As ``ConsumerControl/watermarks(_:timeout:)``.
    public func watermarks(
        _ partition: TopicPartition, timeout: Duration = .seconds(10)
    ) async throws(KafkaError) -> Watermarks {
        try await control.watermarks(partition, timeout: timeout)
    }
}
