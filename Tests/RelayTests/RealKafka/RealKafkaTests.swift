import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// The relay on a real Kafka. The cluster is the one that `KAFKA_BOOTSTRAP` names, or one that is started for the run by
/// `KAFKA_TOOL`, a program that knows
///
/// * `start DIR [--set name=value]`: makes a cluster in DIR, or starts it again, and prints its bootstrap servers;
/// * `stop DIR`; `pause DIR` and `resume DIR`: SIGSTOP and SIGCONT;
/// * `topics ARGS…`, `configs ARGS…`: Kafka's own `kafka-topics` and `kafka-configs`.
///
/// Topics and groups have names of their own in each test, so that a cluster with other inhabitants will do; nothing is
/// deleted.
@Suite(
    .serialized, .timeLimit(.minutes(4)),
    .enabled(
        if: KafkaCluster.isAvailable, "no real Kafka: set KAFKA_BOOTSTRAP to one, or KAFKA_TOOL to what starts one"))
struct RealKafkaTests {
    static let needsTool: Comment = "needs a cluster of its own: set KAFKA_TOOL instead of KAFKA_BOOTSTRAP"

    /// A sync without messages: one command, one answer.
    static func update(
        _ instance: String, id: String, version: Int64 = 0, instanceExtra: String = "", extra: String = ""
    ) -> String {
        let body = SampleEvents.instance(instance, time: 1_772_328_600_000 + version, cc: instanceExtra)
        return SampleEvents.event(
            "approval.instance.updated", id: id, data: "{\"instance\":\(body),\"notify\":false}", extra: extra)
    }

    @Test func receiptTopicsAreCompactedAndHoldTheLastOutcomeOfEachKey() async throws {
        try await RealKafkaHarness.run("receipts", partitions: 4, creates: false) { harness in
            try await harness.startRelay()
            let names = harness.names
            let topics = Lane.allCases.map { names.receipts($0) }
            for (topic, settings) in try await harness.admin.describeConfigs(topics: topics) {
                let settings = try settings.get()
                #expect(settings["cleanup.policy"] == "compact", "\(topic)")
                #expect(settings["segment.bytes"] == "67108864", "\(topic)")
                #expect(settings["segment.ms"] == "3600000", "\(topic)")
                #expect(settings["min.cleanable.dirty.ratio"] == "0.1", "\(topic)")
            }
            let findings = try await TopicPreparer(harness.settings, admin: harness.admin).compareSettings()
            #expect(findings.isEmpty)

            try await harness.publishDefinition()
            for version in 0..<5 {
                for key in 0..<10 {
                    let text = Self.update("R-\(key)", id: "r-\(key)-\(version)", version: Int64(version))
                    try await harness.publish(text, key: "R-\(key)")
                }
            }
            _ = try await harness.answers(51)

            // Where each key's last command stands.
            let commands = try await harness.everything(in: names.commands(.instance, .live))
            #expect(commands.count == 50)
            var last: [[UInt8]: (partition: Int32, offset: Int64)] = [:]
            for command in commands {
                let key = try #require(command.key)
                if command.offset >= last[key]?.offset ?? 0 { last[key] = (command.partition, command.offset) }
            }
            let receipts = try await harness.everything(in: names.receipts(.instance))
            var latest: [[UInt8]: TopicCollector.Item] = [:]
            for receipt in receipts {
                let key = try #require(receipt.key)
                if ReceiptClaim.id(inKey: key) != nil { continue }
                if receipt.offset >= latest[key]?.offset ?? 0 { latest[key] = receipt }
            }
            #expect(latest.count == 10)
            for (key, item) in latest {
                let receipt = try Receipt(reading: #require(item.json))
                #expect(receipt.doneThrough == last[key]?.offset)
                #expect(item.partition == last[key]?.partition)
                #expect(receipt.entries.count == 5)
                #expect(receipt.entries.allSatisfy { $0.outcome == .applied || $0.outcome == .superseded })
            }
        }
    }

    @Test func commitMetadataOf4096BytesComesBack() async throws {
        try await RealKafkaHarness.run("metadata") { harness in
            let group = harness.settings.kafka.groupPrefix + ".metadata"
            let place = TopicPartition(topic: harness.events, partition: 1)
            let probe = Watched(CommitProbe.State())
            let consumer = try KafkaConsumer(
                properties: ["bootstrap.servers": harness.cluster.bootstrapServers, "group.id": group],
                subscription: [harness.events]
            ) { CommitProbe(probe) }
            let generation = try #require(try await probe.wait { $0.generation != nil }.generation)

            let metadata = String((0..<4096).map { Character(Unicode.Scalar(UInt8(33 + $0 % 94))) })
            consumer.commit([place: CommitOffset(offset: 0, metadata: metadata)], generation: generation)
            let result = try #require(try await probe.wait { $0.commits.count == 1 }.commits.first)
            #expect(result.isAccepted, "\(result)")
            let committed = try await consumer.committed([place])
            #expect(committed[place]?.offset == 0)
            #expect(committed[place]?.metadata == metadata)

            // One more is refused, and what was there stays.
            consumer.commit([place: CommitOffset(offset: 0, metadata: metadata + "x")], generation: generation)
            let refusal = try #require(try await probe.wait { $0.commits.count == 2 }.commits.last)
            #expect(refusal.offsets[place]?.error?.code == .offsetMetadataTooLarge, "\(refusal)")
            #expect(try await consumer.committed([place])[place]?.metadata == metadata)
            await consumer.close(deadline: .seconds(5))
        }
    }

    @Test func aReplyTopicThatIsMissingLeavesItsResultsToTheDefaultTopic() async throws {
        try await RealKafkaHarness.run("reply") { configuration in
            configuration.topics.replyAllowed = [configuration.topics.prefix + ".reply*"]
            // How long a topic may be unknown before it counts as missing.
            configuration.kafka.producerProperties = [("topic.metadata.propagation.max.ms", "1000")]
        } _: { harness in
            let prefix = harness.settings.topics.prefix
            // One that no cluster can have; and one that a cluster which makes topics by itself would have.
            var missing = [prefix + ".reply/../nowhere"]
            if KafkaCluster.isOurs { missing.append(prefix + ".reply-missing") }
            let existing = prefix + ".reply-there"
            _ = try await harness.admin.createTopics([NewTopic(name: existing, partitions: 3)])
            try await harness.startRelay()
            try await harness.publishDefinition()
            for (index, topic) in (missing + [existing]).enumerated() {
                try await harness.publish(
                    Self.update("W-\(index)", id: "w-\(index)", extra: ",\"replyto\":\"\(topic)\""), key: "W-\(index)")
                // A rejection is answered by the other stage.
                try await harness.publish(
                    SampleEvents.event(
                        "approval.nonsense", id: "n-\(index)", data: "{}", extra: ",\"replyto\":\"\(topic)\""),
                    key: "W-\(index)")
            }
            let there = try await harness.records(of: existing) { $0.count >= 2 }
            #expect(Set(there.compactMap(\.outcome)) == ["applied", "rejected"])
            #expect(there.allSatisfy { $0.header("approval-result-intended-topic") == nil })

            let fallen = try await harness.answers(1 + 2 * missing.count).filter {
                $0.eventID?.hasPrefix("def") == false
            }
            #expect(fallen.count == 2 * missing.count)
            for (index, topic) in missing.enumerated() {
                for (event, outcome) in [("w-\(index)", "applied"), ("n-\(index)", "rejected")] {
                    let answer = try #require(fallen.first { $0.eventID == event })
                    #expect(answer.outcome == outcome)
                    #expect(answer.header("approval-result-intended-topic") == topic)
                    #expect(answer.header("approval-result-fallback-reason")?.isEmpty == false)
                }
            }
        }
    }
}

/// Takes what it is given and tells what it hears.
private final class CommitProbe: ConsumerHandler {
    struct State: Sendable {
        var generation: Int?
        var commits: [CommitResult] = []
    }

    typealias Message = Never
    private let state: Watched<State>

    init(_ state: Watched<State>) { self.state = state }

    func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
        switch event {
        case .assigned(_, let generation):
            consumer.completeAssignment(generation: generation)
            state.update { $0.generation = generation }
        case .revoked(_, let generation, _): consumer.completeRevoke(generation: generation)
        case .committed(let result): state.update { $0.commits.append(result) }
        default: break
        }
    }
}
