extension KafkaError {
    /// The client was closed before or during the call.
    static let closed = KafkaError(.destroyed, "this Kafka client has been closed")
}
