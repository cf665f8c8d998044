/// A record as it was consumed; a view of its batch's buffer.
public struct ConsumerRecord: Sendable {
    let storage: RecordStorage
    let entry: RecordEntry

    public var topic: String { storage.topics[entry.topic] }
    public var partition: Int32 { entry.partition }
    public var offset: Int64 { entry.offset }
    public var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }

    /// Milliseconds since 1970, the producer's or the broker's according to the topic's setting.
    public var timestampMilliseconds: Int64? { entry.timestamp < 0 ? nil : entry.timestamp }

    /// Nil when the record has no key, which is not the same as an empty key.
    public var key: ArraySlice<UInt8>? {
        entry.keyLength < 0 ? nil : storage.bytes[entry.start..<entry.start + entry.keyLength]
    }

    /// Nil for a tombstone, which is not the same as an empty value.
    public var value: ArraySlice<UInt8>? {
        guard entry.valueLength >= 0 else { return nil }
        let start = entry.start + max(entry.keyLength, 0)
        return storage.bytes[start..<start + entry.valueLength]
    }

    public var headers: RecordHeaders {
        let start = entry.start + max(entry.keyLength, 0) + max(entry.valueLength, 0)
        return RecordHeaders(
            bytes: storage.bytes[start..<start + max(entry.headersLength, 0)], count: Int(entry.headerCount),
            isMalformed: entry.headersLength < 0)
    }

    /// Bytes of key, value and headers (with eight bytes of lengths for each header).
    public var byteCount: Int { max(entry.keyLength, 0) + max(entry.valueLength, 0) + max(entry.headersLength, 0) }

    /// A record made by hand, for tests of what handles records.
    public init(
        topic: String, partition: Int32 = 0, offset: Int64 = 0, timestampMilliseconds: Int64? = nil,
        key: [UInt8]? = nil, value: [UInt8]? = nil, headers: [RecordHeader] = []
    ) {
        var builder = RecordBatchBuilder()
        builder.append(
            topic: topic, partition: partition, offset: offset, timestamp: timestampMilliseconds ?? -1, key: key,
            value: value, headers: headers)
        let storage = builder.take().storage
        self.init(storage: storage, entry: storage.entries[0])
    }

    init(storage: RecordStorage, entry: RecordEntry) {
        self.storage = storage
        self.entry = entry
    }
}
