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
        // definition; sync and message; sync and card update.
        _ = await harness.answers.wait(count: 3)
        try await harness.publish(SampleEvents.taskApproved("EXP-1", id: "e-2"), key: "EXP-1")
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

extension EndToEndTests {
    @Test func syncsOfAnApprovalReachFeishuInTheOrderOfTheirEvents() async throws {
        let harness = try RelayHarness { $0.quota.perSecond = 400 }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        let total = 1500
        let keys = 50
        for number in 0..<total {
            let id = "EXP-\(number % keys)"
            let data = SampleEvents.instance(id, time: 1_772_328_600_000 + Int64(number / keys))
            let text = SampleEvents.event(
                "approval.instance.updated", id: "e-\(number)", data: "{\"notify\":false,\"instance\":\(data)}")
            try harness.producer.send(
                ProducerRecord(topic: harness.settings.topics.events[0], key: Array(id.utf8), value: Array(text.utf8)),
                tag: UInt64(number))
        }
        _ = await harness.answers.wait(count: total + 1)
        var last: [String: Int64] = [:]
        for entry in harness.simulator.journal() where entry.api == .instanceSync {
            let id = entry.keys.instanceID ?? ""
            let version = entry.keys.version ?? -1
            // Those that wait together go together.
            #expect(version > last[id] ?? 0, "\(id): \(version) after \(last[id] ?? 0)")
            last[id] = version
        }
        #expect(last.count == keys)
        #expect(last.values.allSatisfy { $0 == 1_772_328_600_000 + Int64(total / keys - 1) })
        await harness.stop()
    }
}
