import Arguments
import Kafka
import Observability

/// Waits for Kafka and for the topics that the stages need.
extension RelayProcess {
    func prepareTopics() async throws -> TopicPreparer.Layout { try await prepare { $0 } }

    /// The events topics and that of the answers are all that a dry run needs.
    func prepareDryRunTopics() async throws { try await prepare { _ in () } }

    /// - Parameter demand: what is needed of the topics' layout.
    private func prepare<Needed>(_ demand: (TopicPreparer.Layout?) -> Needed?) async throws -> Needed {
        let admin = try KafkaAdmin(properties: clients.admin(), log: kafkaLog("admin"))
        defer { Task { await admin.close() } }
        let preparer = TopicPreparer(settings, admin: admin)
        while true {
            try Task.checkCancellation()
            do throws(KafkaError) {
                let (layout, findings) = try await preparer.prepare(creating: settings.topics.creates)
                log.recovered(key: "kafka", "Kafka answers")
                for finding in findings where finding.kind == .created {
                    log.info(
                        "topic created", [LogField.topic: .string(finding.topic), "detail": .string(finding.detail)])
                }
                if let wrong = findings.first(where: { $0.kind == .wrongPartitions }) {
                    throw KafkaError(.invalidPartitions, wrong.description)
                }
                let missing = findings.filter { $0.kind == .missing || $0.kind == .unknown }
                if missing.isEmpty, let needed = demand(layout) {
                    log.recovered(key: "topics", "the topics are there")
                    await warnOfSettings(preparer)
                    return needed
                }
                waiting(
                    "topics", "topics are missing; waiting for them", missing.map(\.topic).joined(separator: ", "),
                    advice: missing.first?.description ?? "")
            } catch {
                if error.code == .invalidPartitions { throw RelayError(.config, error.message) }
                if error.code == .authentication || error.code == .saslAuthenticationFailed {
                    waiting(
                        "kafka", "Kafka refuses the credentials", error.description, advice: KafkaErrorLog.advice(error)
                    )
                } else {
                    waiting("kafka", "Kafka can't be reached", error.description, advice: KafkaErrorLog.advice(error))
                }
            }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func waiting(_ key: String, _ what: String, _ detail: String, advice: String) {
        readiness.set("kafka", isReady: false, "\(what): \(detail)")
        log.once(
            key: key, .error, what, state: what,
            [
                LogField.error: .string(detail), "advice": .string(advice),
                "bootstrap_servers": .string(settings.kafka.bootstrapServers),
            ])
    }

    private func warnOfSettings(_ preparer: TopicPreparer) async {
        readiness.remove("kafka")
        do throws(KafkaError) {
            for finding in try await preparer.compareSettings() {
                log.warning(
                    "a topic's setting differs from what it should be",
                    [LogField.topic: .string(finding.topic), "detail": .string(finding.detail)])
            }
        } catch {
            log.info(
                "this broker can't describe settings; they are not checked",
                [LogField.error: .string(error.description)])
        }
    }
}
