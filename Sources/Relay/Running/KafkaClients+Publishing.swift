public import Kafka

extension KafkaClients {
    /// For a program that publishes a few records and must hear soon if it can't.
    public func publisher() -> KafkaProperties {
        var properties = producer()
        properties["message.timeout.ms"] = "15000"
        return properties
    }
}
