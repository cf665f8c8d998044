import Kafka

extension KafkaError {
    /// Whether it says something of the one record, and nothing of others for the same topic.
    var isOfTheRecord: Bool { code == .messageSizeTooLarge || code == .recordListTooLarge }
}
