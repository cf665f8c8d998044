import CRdKafka
import Glibc

/// Copies fetched records into one buffer until they are handed over.
@safe struct RecordBatchBuilder {
    private var bytes: [UInt8] = []
    private var entries: [RecordEntry] = []
    private var topics: [String] = []
    /// `rd_kafka_topic_t` of each of `topics`. Valid within a batch only: none outlives a rebalance, nor does a batch.
    private var handles: [OpaquePointer?] = unsafe []
    /// One instance of each topic's name, so that a batch doesn't make its own.
    private var names: Set<String> = []
    /// What the last batches needed, so that the buffer rarely grows.
    private var usualBytes = 0
    private var usualCount = 0

    var count: Int { entries.count }
    var byteCount: Int { bytes.count }
    var isEmpty: Bool { entries.isEmpty }

    /// Copies key, value and headers out of a message that librdkafka owns.
    mutating func append(_ message: UnsafePointer<rd_kafka_message_t>) {
        let message = unsafe message
        reserve()
        let topic = unsafe index(of: message.pointee.rkt)
        let start = bytes.count
        let keyLength = unsafe append(message.pointee.key, message.pointee.key_len)
        let valueLength = unsafe append(message.pointee.payload, message.pointee.len)
        let headersStart = bytes.count
        var headerCount: Int32 = 0
        var headers: OpaquePointer?
        let headersError = unsafe rd_kafka_message_headers(message, &headers)
        if headersError == RD_KAFKA_RESP_ERR_NO_ERROR, let headers = unsafe headers {
            unsafe append(headers: headers, count: &headerCount)
        }
        let isMalformed = headersError != RD_KAFKA_RESP_ERR_NO_ERROR && headersError != RD_KAFKA_RESP_ERR__NOENT
        entries.append(
            RecordEntry(
                topic: topic, partition: unsafe message.pointee.partition, headerCount: headerCount,
                offset: unsafe message.pointee.offset, timestamp: unsafe rd_kafka_message_timestamp(message, nil),
                start: start, keyLength: keyLength, valueLength: valueLength,
                headersLength: isMalformed ? -1 : bytes.count - headersStart))
    }

    /// The same from bytes of ours.
    mutating func append(
        topic: String, partition: Int32, offset: Int64, timestamp: Int64, key: [UInt8]?, value: [UInt8]?,
        headers: [RecordHeader]
    ) {
        let start = bytes.count
        if let key { bytes.append(contentsOf: key) }
        if let value { bytes.append(contentsOf: value) }
        let headersStart = bytes.count
        for header in headers { bytes.appendHeader(name: Array(header.name.utf8), value: header.value) }
        var index = topics.firstIndex(of: topic)
        if index == nil {
            index = topics.count
            topics.append(topic)
            unsafe handles.append(nil)
        }
        entries.append(
            RecordEntry(
                topic: index ?? 0, partition: partition, headerCount: Int32(clamping: headers.count), offset: offset,
                timestamp: timestamp, start: start, keyLength: key?.count ?? -1, valueLength: value?.count ?? -1,
                headersLength: bytes.count - headersStart))
    }

    /// The batch so far; the builder is then empty.
    mutating func take() -> RecordBatch {
        usualBytes = max(bytes.count, usualBytes - usualBytes / 8)
        usualCount = max(entries.count, usualCount - usualCount / 8)
        let storage = RecordStorage(bytes: bytes, entries: entries, topics: topics)
        clear()
        return RecordBatch(storage: storage)
    }

    /// Forgets records that nobody has seen yet, since their partitions are being given up.
    mutating func removeRecords(of partitions: Set<TopicPartition>) {
        entries.removeAll { partitions.contains(TopicPartition(topic: topics[$0.topic], partition: $0.partition)) }
        if entries.isEmpty { clear() }
    }

    private mutating func clear() {
        bytes = []
        entries = []
        topics = []
        unsafe handles = []
    }

    private mutating func reserve() {
        guard entries.isEmpty else { return }
        bytes.reserveCapacity(usualBytes)
        entries.reserveCapacity(usualCount)
    }

    private mutating func append(_ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        guard let start = unsafe start else { return -1 }
        unsafe bytes.append(
            contentsOf: UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count))
        return count
    }

    private mutating func append(headers: OpaquePointer, count: inout Int32) {
        var index = 0
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while unsafe rd_kafka_header_get_all(headers, index, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
            index += 1
            let nameBytes =
                unsafe name.map {
                    unsafe UnsafeRawBufferPointer(start: $0, count: strlen($0))
                } ?? UnsafeRawBufferPointer(start: nil, count: 0)
            let valueBytes = unsafe value.map { unsafe UnsafeRawBufferPointer(start: $0, count: size) }
            unsafe bytes.appendHeader(name: nameBytes, value: valueBytes)
            count += 1
        }
    }

    private mutating func index(of handle: OpaquePointer?) -> Int {
        if let known = unsafe handles.lastIndex(of: handle) { return known }
        let name = unsafe handle.flatMap { unsafe rd_kafka_topic_name($0) }.map { unsafe String(cString: $0) } ?? ""
        // Bounded by the topics that are subscribed to.
        topics.append(names.insert(name).memberAfterInsert)
        unsafe handles.append(handle)
        return topics.count - 1
    }
}
