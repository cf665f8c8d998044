/// What is set about a consumer beside librdkafka's properties.
public struct ConsumerOptions: Sendable {
    /// The longest time between two `tick` events.
    public var tickInterval: Duration = .milliseconds(100)
    /// A batch is handed over when it has this many records or bytes, or when nothing more is waiting.
    public var maximumBatchCount = 500
    public var maximumBatchBytes = 4 << 20
    /// How long partitions that are given up wait for the answer to a commit that is on its way. librdkafka may send a
    /// commit late, under the membership that it then has; so they aren't given up before.
    public var commitGrace: Duration = .seconds(5)
    /// Whether the C library gives free memory back to the system when the client is gone. For who has read more than he will again: of a
    /// million records 100 MB would stay.
    public var givesMemoryBack = false
    /// Receives librdkafka's log, on the consumer's thread; nil: dropped.
    public var log: (@Sendable (KafkaLogLine) -> Void)?
    public var tokenProvider: OAuthTokenProvider?

    public init() {}
}
