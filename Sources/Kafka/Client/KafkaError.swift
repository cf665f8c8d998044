/// What librdkafka or a broker refused, with what is needed to decide what to do about it.
public struct KafkaError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Kafka's protocol error (positive) or librdkafka's own (negative).
    public let code: Code
    /// What happened, where, and (if known) what to do.
    public let message: String
    /// The client can't go on: it has to be closed and made anew (or the process ended).
    public let isFatal: Bool
    /// The same call may succeed later without a change by anyone.
    public let isRetriable: Bool
    /// The configuration property that was refused, for errors of ``KafkaProperties``.
    public let property: String?
    /// The topic or partition concerned, where the library named one.
    public let partition: TopicPartition?

    public init(
        _ code: Code, _ message: String, isFatal: Bool = false, isRetriable: Bool? = nil, property: String? = nil,
        partition: TopicPartition? = nil
    ) {
        self.code = code
        self.message = message
        self.isFatal = isFatal
        self.isRetriable = isRetriable ?? (!isFatal && code.isUsuallyRetriable)
        self.property = property
        self.partition = partition
    }

    public var description: String {
        var text = "\(code.name): \(message)"
        if let partition { text += " [\(partition)]" }
        if isFatal { text += " (fatal)" }
        return text
    }
}
