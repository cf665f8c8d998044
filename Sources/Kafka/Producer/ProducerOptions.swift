/// What is set about a producer beside librdkafka's properties.
public struct ProducerOptions: Sendable {
    /// Called on the producer's thread, once per event of librdkafka, with all deliveries in it.
    public var deliveries: (@Sendable ([Delivery]) -> Void)?
    /// For information (a broker can't be reached…), or fatal: `isFatal` says so, and the producer then has to be made
    /// anew. Not repeated within a minute unless something worked in between.
    public var onError: (@Sendable (KafkaError) -> Void)?
    public var onStatistics: (@Sendable (ProducerStatistics) -> Void)?
    /// Receives librdkafka's log, on the producer's thread; nil: dropped.
    public var log: (@Sendable (KafkaLogLine) -> Void)?
    public var tokenProvider: OAuthTokenProvider?

    public init() {}
}
