import JSON
import Kafka
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
            let relay = try await harness.startRelay()
            try await harness.publish(String(repeating: "x", count: 20_000), key: "L-1")
            try await harness.until { relay.readiness.all.contains { $0.name == "outputs of route" } }
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
}
