/// What became of a record that was sent.
public struct Delivery: Sendable {
    /// Whether the record may be in the log.
    public enum Persistence: Sendable, Hashable {
        case no
        /// It was sent, and no answer came.
        case possible
        case yes
    }

    /// The one given to `send`.
    public var tag: UInt64
    public var partition: Int32
    /// Negative when the broker gave none.
    public var offset: Int64
    /// Nil: the record is durable according to `acks`.
    public var error: KafkaError?
    public var persistence: Persistence
    /// The record as it was sent, when it failed: who wants to write it again needn't keep it.
    public var returned: ReturnedRecord?
}
