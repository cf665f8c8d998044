import Kafka
import Observability

/// Says what librdkafka reports, with the setting that is probably wrong.
struct KafkaErrorLog: Sendable {
    let log: Logger

    func report(_ error: KafkaError, stage: String) {
        log.once(
            key: "kafka \(stage) \(error.code.name)", .warning, "Kafka reported an error; the client goes on by itself",
            state: error.message,
            [
                LogField.error: .string(error.description), "stage": .string(stage),
                "advice": .string(Self.advice(error)),
            ])
    }

    /// A partition's offsets went back while it was owned.
    func report(_ rewind: AssignedPartitions.Rewind, stage: String) {
        log.error(
            "a partition's offsets went back: it was cut or made anew; all that it holds now is taken as new",
            [
                "stage": .string(stage), LogField.topic: .string(rewind.partition.topic),
                LogField.partition: .int(rewind.partition.partition), "expected": .int(rewind.expected),
                LogField.offset: .int(rewind.found),
            ])
    }

    static func advice(_ error: KafkaError) -> String {
        switch error.code {
        case .allBrokersDown, .transport, .resolve: "check kafka.bootstrap_servers and whether the brokers run"
        case .authentication, .saslAuthenticationFailed: "check the sasl.* properties in kafka.properties"
        case .ssl: "check the ssl.* properties in kafka.properties"
        case .topicAuthorizationFailed, .groupAuthorizationFailed, .clusterAuthorizationFailed:
            "allow the relay's user what docs/topics.md lists"
        case .unknownTopic, .unknownTopicOrPartition:
            "create the topic (approval-relay topics --create) or correct the name under topics"
        default: "none"
        }
    }
}
