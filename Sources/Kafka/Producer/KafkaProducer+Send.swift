import CRdKafka

extension KafkaProducer {
    /// Queues a record. Copies it, never blocks; from any thread.
    ///
    /// - Parameter tag: comes back in the delivery; below 2^63.
    /// - Throws: `.queueFull` (see ``waitForSpace()``), `.messageSizeTooLarge` (`message.max.bytes`),
    ///   `.unknownPartition`, or what made the producer unusable. The record was then not taken on, and no delivery
    ///   follows.
    public func send(_ record: ProducerRecord, tag: UInt64) throws(KafkaError) {
        try checkTag(tag)
        try queue(record, tag: tag)
    }

    /// The same from buffers of the caller's, copied once.
    public func send(
        topic: String, partition: Int32? = nil, key: Span<UInt8>?, value: Span<UInt8>?, headers: [RecordHeader] = [],
        timestampMilliseconds: Int64? = nil, tag: UInt64
    ) throws(KafkaError) {
        try checkTag(tag)
        var result: KafkaError?
        let destination = Destination(
            topic: topic, partition: partition, headers: headers, timestamp: timestampMilliseconds, tag: tag)
        switch (key, value) {
        case (let key?, let value?):
            unsafe key.withUnsafeBytes { key in
                unsafe value.withUnsafeBytes { unsafe result = produce(destination, key: key, value: $0) }
            }
        case (let key?, nil):
            unsafe key.withUnsafeBytes { unsafe result = produce(destination, key: $0, value: nil) }
        case (nil, let value?):
            unsafe value.withUnsafeBytes { unsafe result = produce(destination, key: nil, value: $0) }
        case (nil, nil):
            unsafe result = produce(destination, key: nil, value: nil)
        }
        if let result { throw result }
    }

    /// Queues a record and suspends until it is durable. For single records: each call costs a round trip.
    ///
    /// Isn't cancelled, since what became of the record would then be unknown; `delivery.timeout.ms` bounds it.
    public func sendAndWait(_ record: ProducerRecord) async throws(KafkaError) -> (partition: Int32, offset: Int64) {
        let tag = state.makeTag()
        let result: Result<Delivery, KafkaError> = await withCheckedContinuation { continuation in
            state.await(tag, continuation)
            do throws(KafkaError) {
                try queue(record, tag: tag)
            } catch {
                state.takeAcknowledgement(tag)?.resume(returning: .failure(error))
            }
        }
        let delivery = try result.get()
        if let error = delivery.error { throw error }
        return (delivery.partition, delivery.offset)
    }

    private struct Destination {
        var topic: String
        var partition: Int32?
        var headers: [RecordHeader]
        var timestamp: Int64?
        var tag: UInt64
    }

    private func checkTag(_ tag: UInt64) throws(KafkaError) {
        guard tag & ProducerQueue.reservedTag == 0 else {
            throw KafkaError(.invalidArgument, "a record's tag has to be below 2^63")
        }
    }

    private func queue(_ record: ProducerRecord, tag: UInt64) throws(KafkaError) {
        let destination = Destination(
            topic: record.topic, partition: record.partition, headers: record.headers,
            timestamp: record.timestampMilliseconds, tag: tag)
        let error = unsafe Self.withBytes(of: record.key) { key in
            unsafe Self.withBytes(of: record.value) { value in
                unsafe produce(destination, key: key, value: value)
            }
        }
        if let error { throw error }
    }

    private static func withBytes(
        of bytes: [UInt8]?, _ body: (UnsafeRawBufferPointer?) -> KafkaError?
    ) -> KafkaError? {
        guard let bytes else { return body(nil) }
        return unsafe bytes.withUnsafeBytes { unsafe body($0) }
    }

    private func produce(
        _ to: Destination, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?
    ) -> KafkaError? {
        let result = handle.use { client, _ -> KafkaError? in
            guard let topic = unsafe handle.topic(to.topic) else {
                return KafkaError(.invalidArgument, "\(to.topic.debugDescription) can't be the name of a topic")
            }
            let headers = unsafe Self.makeHeaders(to.headers)
            // Counted first: the report may come before the call returns.
            let size = unsafe (key?.count ?? 0) + (value?.count ?? 0)
            state.add(size)
            let error = unsafe crdkafka_produce(
                client, topic, to.partition ?? RD_KAFKA_PARTITION_UA,
                key == nil ? 0 : 1, key?.baseAddress, key?.count ?? 0,
                value == nil ? 0 : 1, value?.baseAddress, value?.count ?? 0,
                to.timestamp ?? 0, headers, to.tag)
            guard let error = unsafe error else { return nil }
            state.remove(1, size)
            return unsafe KafkaError(consuming: error, doing: "sending to \(to.topic)")
        }
        return result ?? .closed
    }

    private static func makeHeaders(_ headers: [RecordHeader]) -> OpaquePointer? {
        guard !headers.isEmpty else { return nil }
        let list = unsafe rd_kafka_headers_new(headers.count)
        for header in headers {
            var name = header.name
            name.withUTF8 { name in
                let name = unsafe UnsafeRawBufferPointer(name).assumingMemoryBound(to: CChar.self)
                _ = unsafe withBytes(of: header.value) { value in
                    // A value that is absent is NULL; an empty one has an address.
                    let empty: StaticString = ""
                    let start = unsafe value.map { unsafe $0.baseAddress ?? UnsafeRawPointer(empty.utf8Start) }
                    unsafe rd_kafka_header_add(list, name.baseAddress, name.count, start, value?.count ?? 0)
                    return nil
                }
            }
        }
        return unsafe list
    }
}
