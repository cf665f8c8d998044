/// What a cluster says of a topic.
public struct TopicDescription: Sendable, Hashable {
    /// Nil when the topic doesn't exist or its state is unknown (see ``error``).
    public var partitionCount: Int?
    public var replicationFactor: Int?
    public var error: KafkaError?

    public var exists: Bool { partitionCount != nil }
}
