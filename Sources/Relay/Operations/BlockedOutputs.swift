import Kafka
import Observability
import Synchronization

/// Topics that refuse what a stage must write: said once in the log, and in readiness, until they take it again.
final class BlockedOutputs: Sendable {
    private let readiness: Readiness
    private let log: Logger
    private let known = Mutex<[String: Set<String>]>([:])

    init(readiness: Readiness, log: Logger) {
        self.readiness = readiness
        self.log = log
    }

    func report(_ record: OutputRecord, _ error: KafkaError, stage: String) {
        log.once(
            key: "blocked \(stage) \(record.topic)", .error,
            "a topic refuses a \(record.purpose.rawValue); its partition stops until the topic takes it",
            state: error.code.name,
            [
                LogField.topic: .string(record.topic), LogField.error: .string(error.description),
                "stage": .string(stage), "bytes": .int(record.value?.count ?? 0),
                "advice": .string(Self.advice(error)),
            ])
    }

    func update(_ blocked: [String: KafkaError], stage: String) {
        let before = known.withLock { known in
            let before = known[stage] ?? []
            known[stage] = Set(blocked.keys)
            return before
        }
        guard !blocked.isEmpty || !before.isEmpty else { return }
        if blocked.isEmpty {
            readiness.remove("outputs of \(stage)")
        } else {
            let detail = blocked.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.code.name)" }
            readiness.set(
                "outputs of \(stage)", isReady: false,
                "topics that refuse records: \(detail.joined(separator: ", "))")
        }
        for topic in before where blocked[topic] == nil {
            log.recovered(key: "blocked \(stage) \(topic)", "the topic \(topic) takes records again")
        }
    }

    private static func advice(_ error: KafkaError) -> String {
        switch error.code {
        case .unknownTopic, .unknownTopicOrPartition, .unknownPartition:
            "create the topic (approval-relay topics --create) or set topics.create"
        case .messageSizeTooLarge, .recordListTooLarge: "raise the topic's max.message.bytes"
        case .topicAuthorizationFailed: "allow the relay's user to write to the topic"
        default: "see the brokers' logs"
        }
    }
}
