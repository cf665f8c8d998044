import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// Outcomes that their topics refuse.
extension RealKafkaTests {
    /// The default topic takes 4 KB, a rejection with many violations has more.
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func aResultThatIsTooLargeForItsTopicIsCutDown() async throws {
        try await RealKafkaHarness.run("large", creates: false) { harness in
            try await harness.createTopics { _ in true }
            try await harness.cluster.configure(harness.names.results, "max.message.bytes=4096")
            try await harness.startRelay()
            let tasks = (0..<60).map { "{\"task_id\":\"t\($0)\",\"unknown_field_\($0)\":1}" }.joined(separator: ",")
            try await harness.publish(
                SampleEvents.event(
                    "approval.instance.updated", id: "big",
                    data: "{\"instance\":{\"instance_id\":\"L-1\",\"task_list\":[\(tasks)]}}"), key: "L-1")
            let answers = try await harness.answers(1)
            #expect(answers[0].outcome == "rejected")
            #expect(answers[0].reason == "invalid")
            #expect(answers[0].header("approval-result-truncated") == "true")
            #expect(answers[0].json?["data"]?["truncated"]?.bool == true)
            #expect(answers[0].eventID == "big")
        }
    }

    /// A dead letter that is too large holds up its own record alone, is said, and goes out when the topic takes it.
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func aDeadLetterThatIsTooLargeWaitsAndHoldsUpNobodyElse() async throws {
        try await RealKafkaHarness.run("letter", creates: false) { harness in
            try await harness.createTopics { _ in true }
            try await harness.cluster.configure(harness.names.deadLetters, "max.message.bytes=4096")
            let registry = MetricsRegistry()
            let relay = try await harness.startRelay(registry)
            try await harness.publish(String(repeating: "x", count: 20_000), key: "L-1")
            try await harness.until { relay.readiness.all.contains { $0.name == "outputs of route" } }
            let blocked = "approval_relay_outputs_blocked{stage=\"route\"} 1"
            try await harness.until { registry.text().contains(blocked) }
            #expect(!relay.readiness.isReady)
            // Others go on meanwhile, dead letters among them.
            for number in 0..<20 { try await harness.publish("no event \(number)", key: "L-\(number)") }
            let letters = try await harness.deadLetters(20)
            #expect(letters.count == 20)
            try await harness.cluster.configure(harness.names.deadLetters, "max.message.bytes=1000000")
            let all = try await harness.deadLetters(21)
            #expect(all.contains { $0.value?.count == 20_000 })
            try await harness.until { relay.readiness.isReady }
        }
    }

    /// Receipts that their topic refuses keep the offsets of their lane from passing; the other lanes go on.
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func receiptsThatTheirTopicRefusesHoldUpTheirLaneAlone() async throws {
        try await RealKafkaHarness.run("receipt", partitions: 1) { harness in
            let registry = MetricsRegistry()
            let relay = try await harness.startRelay(registry)
            try await harness.publishDefinition()
            try await harness.publish(Self.update("U-1", id: "u-1", version: 1), key: "U-1")
            _ = try await harness.answers(2)
            let group = harness.settings.kafka.groupPrefix + ".execute"
            let commands = TopicPartition(topic: harness.names.commands(.instance, .live), partition: 0)
            try await harness.until { try await harness.committed(group, commands) == 1 }

            let topic = harness.names.receipts(.instance)
            try await harness.cluster.configure(topic, "max.message.bytes=100")
            try await harness.publish(Self.update("U-1", id: "u-2", version: 2), key: "U-1")
            try await harness.until { relay.readiness.all.contains { $0.name == "outputs of execute" } }
            #expect(!relay.readiness.isReady)
            let check = try #require(relay.readiness.all.first { $0.name == "outputs of execute" }?.check)
            #expect(check.detail.contains(topic), "\(check.detail)")
            let blocked = "approval_relay_outputs_blocked{stage=\"execute\"} "
            try await harness.until { registry.text().contains(blocked + "1") }
            let errors = harness.log.records.filter { $0.level == .error && $0[LogField.topic] == .string(topic) }
            #expect(errors.count == 1, "\(errors)")
            #expect(errors.first?.message.contains("refuses a receipt") == true)
            // Another lane goes on, and this one's offsets stand.
            try await harness.publish(SampleEvents.definition("travel", id: "def-2"), key: "travel")
            let answers = try await harness.records(of: harness.names.results) { $0.contains { $0.eventID == "def-2" } }
            #expect(answers.filter { $0.eventID == "def-2" }.map(\.outcome) == ["applied"])
            let definitions = TopicPartition(topic: harness.names.commands(.definition, .live), partition: 0)
            try await harness.until { try await harness.committed(group, definitions) == 2 }
            #expect(try await harness.committed(group, commands) == 1)

            try await harness.cluster.configure(topic, "max.message.bytes=1000000")
            try await harness.until { try await harness.committed(group, commands) == 2 }
            try await harness.until { relay.readiness.isReady && registry.text().contains(blocked + "0") }
            let receipts = try await harness.everything(in: topic).filter { $0.key == Array("default:U-1".utf8) }
            let last = try Receipt(reading: #require(receipts.last?.json))
            #expect(last.entries.count == 2)
            #expect(harness.simulator.journal().count { $0.api == .instanceSync } == 2)
        }
    }
}
