/// Records in the order in which they were fetched, all in one shared buffer.
///
/// A record, key or value that is kept keeps the whole buffer: copy what is to outlive its batch for long.
public struct RecordBatch: Sendable, RandomAccessCollection {
    let storage: RecordStorage

    public var startIndex: Int { 0 }
    public var endIndex: Int { storage.entries.count }

    public subscript(position: Int) -> ConsumerRecord {
        ConsumerRecord(storage: storage, entry: storage.entries[position])
    }

    /// Bytes of keys, values and headers.
    public var byteCount: Int { storage.bytes.count }
}

/// What the records of a batch share.
final class RecordStorage: Sendable {
    let bytes: [UInt8]
    let entries: [RecordEntry]
    let topics: [String]

    init(bytes: [UInt8], entries: [RecordEntry], topics: [String]) {
        self.bytes = bytes
        self.entries = entries
        self.topics = topics
    }
}

/// Where a record's parts lie in its batch's buffer: key, value and headers follow each other from `start`.
struct RecordEntry: Sendable {
    var topic: Int
    var partition: Int32
    var headerCount: Int32
    var offset: Int64
    /// Milliseconds; negative when the broker gave none.
    var timestamp: Int64
    var start: Int
    /// Negative for nil.
    var keyLength: Int
    /// Negative for nil.
    var valueLength: Int
    /// Negative for headers that could not be read.
    var headersLength: Int
}
