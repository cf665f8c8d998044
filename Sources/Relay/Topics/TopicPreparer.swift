import ApprovalContract
public import Kafka
import Observability

/// Makes sure that the topics are there, and that their partition counts fit together.
public struct TopicPreparer: Sendable {
    /// What a stage must know of the topics.
    public struct Layout: Sendable, Hashable {
        /// Of each topic of commands and receipts.
        public var lanePartitions: Int
        public var deadLetterPartitions: Int
        /// Of the definitions' receipts.
        public var definitionPartitions: Int

        /// Of a dry run, which has no lanes.
        static let none = Layout(lanePartitions: 1, deadLetterPartitions: 1, definitionPartitions: 1)
    }

    /// What is the matter with a topic.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        public enum Kind: Sendable, Hashable {
            case missing
            case created
            /// Fatal for the relay.
            case wrongPartitions
            case wrongSetting
            /// The broker doesn't tell.
            case unknown
        }

        public var topic: String
        public var kind: Kind
        public var detail: String

        public var description: String { "\(topic): \(detail)" }
    }

    /// The topics that are looked at.
    public let plans: [TopicPlan]
    private let settings: TopicSettings
    private let admin: KafkaAdmin
    /// Whether topics of others are left to them.
    private let createsOwnOnly: Bool

    /// For a dry run's topics if the configuration asks for one, else for a relay's.
    public init(_ configuration: RelayConfiguration, admin: KafkaAdmin) {
        settings = configuration.topics
        self.admin = admin
        createsOwnOnly = configuration.dryRun.isEnabled
        plans = createsOwnOnly ? TopicPlan.ofDryRun(for: configuration) : TopicPlan.all(for: configuration.topics)
    }

    /// Describes the topics, creates what is missing if the settings say so, and compares partition counts.
    ///
    /// - Throws: what befell a request as a whole, such as a broker that can't be reached.
    public func prepare(creating: Bool) async throws(KafkaError) -> (layout: Layout?, findings: [Finding]) {
        var findings: [Finding] = []
        // Short, since a stop waits for it; the caller asks again.
        var found = try await admin.describeTopics(plans.map(\.name), timeout: .seconds(4))
        let missing = plans.filter { !(found[$0.name]?.exists ?? false) && ($0.isOurs || !createsOwnOnly) }
        if creating, !missing.isEmpty {
            findings += try await create(missing)
            found = try await describeUntilThere(plans, created: findings.filter { $0.kind == .created }.map(\.topic))
        }
        for plan in plans where !(found[plan.name]?.exists ?? false) {
            guard !findings.contains(where: { $0.topic == plan.name }) else { continue }
            findings.append(
                Finding(
                    topic: plan.name, kind: .missing,
                    detail: "does not exist; create it (approval-relay topics --create), or set topics.create"))
        }
        return (layout(plans, found, &findings), findings)
    }

    /// Which settings of existing topics differ from what they should be.
    public func compareSettings() async throws(KafkaError) -> [Finding] {
        let plans = self.plans.filter { !$0.settings.isEmpty }
        guard !plans.isEmpty else { return [] }
        let described = try await admin.describeConfigs(topics: plans.map(\.name), timeout: .seconds(10))
        var findings: [Finding] = []
        for plan in plans {
            guard case .success(let values)? = described[plan.name] else { continue }
            for setting in plan.settings {
                guard let value = values[setting.name], !setting.accepts(value) else { continue }
                findings.append(
                    Finding(
                        topic: plan.name, kind: .wrongSetting,
                        detail:
                            "\(setting.name) should be \(setting.rule == .atLeast ? "at least " : "")\(setting.value), "
                            + "found \(value)"))
            }
        }
        return findings
    }

    private func create(_ missing: [TopicPlan]) async throws(KafkaError) -> [Finding] {
        let topics = missing.map { plan in
            NewTopic(
                name: plan.name, partitions: plan.partitions ?? settings.partitions,
                replicationFactor: settings.replicationFactor > 0 ? settings.replicationFactor : nil,
                settings: Dictionary(plan.settings.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            )
        }
        let answers: [String: Result<Void, KafkaError>]
        do throws(KafkaError) {
            answers = try await admin.createTopics(topics)
        } catch {
            guard error.code == .unsupportedFeature else { throw error }
            return missing.map {
                Finding(
                    topic: $0.name, kind: .unknown,
                    detail: "missing, and this broker can't create topics on request; it must make them itself")
            }
        }
        return topics.map { topic in
            switch answers[topic.name] {
            case .success?:
                Finding(topic: topic.name, kind: .created, detail: "created with \(topic.partitions) partitions")
            case .failure(let error)?:
                error.code == .topicAlreadyExists
                    ? Finding(topic: topic.name, kind: .created, detail: "was created by somebody else meanwhile")
                    : Finding(topic: topic.name, kind: .missing, detail: "can't be created: \(error)")
            case nil:
                Finding(topic: topic.name, kind: .missing, detail: "can't be created: the broker said nothing of it")
            }
        }
    }

    /// New topics take a moment until every broker knows them.
    private func describeUntilThere(
        _ plans: [TopicPlan], created: [String]
    ) async throws(KafkaError) -> [String: TopicDescription] {
        let deadline = ContinuousClock.now + .seconds(15)
        while true {
            let found = try await admin.describeTopics(plans.map(\.name), timeout: .seconds(10))
            if created.allSatisfy({ found[$0]?.exists ?? false }) || ContinuousClock.now >= deadline { return found }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private func layout(
        _ plans: [TopicPlan], _ found: [String: TopicDescription], _ findings: inout [Finding]
    ) -> Layout? {
        let names = TopicNames(prefix: settings.prefix)
        func count(_ topic: String) -> Int? { found[topic]?.partitionCount }
        let laneTopics =
            names.allCommands.map(\.topic) + [
                names.receipts(.definition), names.receipts(.instance), names.receipts(.message), names.parked,
            ]
        guard let expected = count(names.commands(.instance, .live)), let dead = count(names.deadLetters),
            let definitions = count(names.receipts(.definition))
        else { return nil }
        for topic in laneTopics {
            guard let found = count(topic), found != expected else { continue }
            findings.append(
                Finding(
                    topic: topic, kind: .wrongPartitions,
                    detail:
                        "has \(found) partitions, but \(names.commands(.instance, .live)) has \(expected): all topics of "
                        + "commands and receipts and \(names.parked) must have the same number. " + Self.wayOut))
        }
        if let found = count(names.control), found != 1 {
            findings.append(
                Finding(topic: names.control, kind: .wrongPartitions, detail: "has \(found) partitions, must have 1"))
        }
        return Layout(lanePartitions: expected, deadLetterPartitions: dead, definitionPartitions: definitions)
    }

    static let wayOut =
        "Their partitions can't be added to, since approvals would move away from their receipts. The way out: stop the "
        + "upstreams or run --role execute alone until the lag is 0, delete the topics of commands, receipts, parked commands and control, "
        + "and let them be created anew with one count (docs/topics.md)."
}
