/// A record to be written.
public struct ProducerRecord: Sendable, Hashable {
    public var topic: String
    /// Nil: chosen by the property `partitioner`; its default here is murmur2 of the key, as Java's client has it, and
    /// a random partition (that stays for a while) without a key.
    public var partition: Int32?
    /// Nil and empty are two things.
    public var key: [UInt8]?
    /// Nil is a tombstone, which is not the same as an empty value.
    public var value: [UInt8]?
    public var headers: [RecordHeader]
    /// Milliseconds since 1970; nil: now.
    public var timestampMilliseconds: Int64?

    public init(
        topic: String, partition: Int32? = nil, key: [UInt8]? = nil, value: [UInt8]? = nil,
        headers: [RecordHeader] = [], timestampMilliseconds: Int64? = nil
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.timestampMilliseconds = timestampMilliseconds
    }
}
