import FeishuSimulator
import JSON
import Kafka
import Testing

@testable import Relay

@Suite(.serialized, .timeLimit(.minutes(2)))
struct EndToEndTests {
    @Test func anEventBecomesCallsAndAnswers() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        try await harness.publish(SampleEvents.taskCreated("EXP-1", id: "e-1"), key: "EXP-1")
        try await harness.publish(SampleEvents.taskApproved("EXP-1", id: "e-2"), key: "EXP-1")
        // definition; sync and message; sync and card update.
        let answers = await harness.answers.wait(count: 5)
        for answer in answers {
            #expect(answer.json?["data"]?["outcome"]?.stringValue == "applied", "\(answer.json?.prettyText ?? "")")
        }
        let apis = harness.simulator.journal().map { "\($0.api.rawValue)" }
        #expect(apis.filter { $0.contains("instance") }.count == 2, "\(apis)")
        #expect(harness.deadLetters.items.isEmpty)
        let state = harness.simulator.state()
        #expect(state.instances.count == 1)
        await harness.stop()
    }

    @Test func aMalformedEventIsAnsweredAndSetAside() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        try await harness.publish("{\"specversion\":\"1.0\",\"id\":\"x\"", key: "bad")
        let answers = await harness.answers.wait(count: 1)
        #expect(answers[0].json?["data"]?["outcome"]?.stringValue == "rejected")
        #expect(answers[0].json?["data"]?["reason"]?["code"]?.stringValue == "undecodable")
        let letters = await harness.deadLetters.wait(count: 1)
        #expect(letters[0].value == Array("{\"specversion\":\"1.0\",\"id\":\"x\"".utf8))
        #expect(letters[0].header("approval-dlq-reason") == "undecodable")
        await harness.stop()
    }

    @Test func aRepeatedEventIsAnsweredFromTheReceipt() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        let event = SampleEvents.taskCreated("EXP-2", id: "e-1")
        try await harness.publish(event, key: "EXP-2")
        _ = await harness.answers.wait(count: 3)
        let calls = harness.simulator.journal().count
        try await harness.publish(event, key: "EXP-2")
        let answers = await harness.answers.wait(count: 5)
        #expect(harness.simulator.journal().count == calls)
        let ids = answers.compactMap { $0.json?["id"]?.stringValue }
        #expect(Set(ids).count == 3, "the repeats have the ids of the first time")
        await harness.stop()
    }
}
