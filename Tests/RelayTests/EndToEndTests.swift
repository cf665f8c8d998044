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

    @Test func anEventWithNoticeIsToldThatItsCommandsAreWritten() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        let event = SampleEvents.event(
            "approval.task.created", id: "e-1",
            data: "{\"instance\":\(SampleEvents.instance("EXP-1")),\"task_id\":\"EXP-1-t1\"}",
            extra: ",\"notice\":\"accepted\",\"correlationid\":\"c-1\"")
        try await harness.publish(event, key: "EXP-1")
        // The definition's; the acceptance, the sync's, the message's.
        let answers = await harness.answers.wait(count: 4).compactMap(\.json)
        let accepted = try #require(answers.first { $0["type"]?.stringValue == "approval.result.accepted" })
        #expect(accepted["subject"]?.stringValue == "EXP-1")
        #expect(accepted["correlationid"]?.stringValue == "c-1")
        let commands = accepted["data"]?["commands"]?.array.map { $0.compactMap { $0["id"]?.stringValue } }
        let applied = answers.filter {
            $0["data"]?["event"]?["id"]?.stringValue == "e-1" && $0["data"]?["command"]?.object != nil
        }
        #expect(commands?.count == 2)
        #expect(Set(commands ?? []) == Set(applied.compactMap { $0["id"]?.stringValue }))
        #expect(answers.filter { $0["type"]?.stringValue == "approval.result.accepted" }.count == 1)
        await harness.stop()
    }

    @Test func answersGoToTheTopicOfTheirSource() async throws {
        let harness = try RelayHarness {
            $0.topics.replyBySource = [
                (source: "/hr/*", topic: "hr.replies"), (source: "/hr/travel", topic: "never"),
                (source: "/oa", topic: "oa.replies"),
            ]
            $0.topics.replyAllowed = ["own.*"]
        }
        let hr = try TopicCollector(harness.broker.bootstrapServers, "hr.replies", partitions: 3)
        let oa = try TopicCollector(harness.broker.bootstrapServers, "oa.replies", partitions: 3)
        let own = try TopicCollector(harness.broker.bootstrapServers, "own.replies", partitions: 3)
        try await harness.start()
        func publish(_ id: String, _ source: String, _ extra: String = "") async throws {
            try await harness.publish(
                SampleEvents.event("approval.instance.updated", id: id, data: "{}", extra: extra)
                    .replacing("/test/oa", with: source))
        }
        try await publish("1", "/hr/travel")
        try await publish("2", "/oa")
        try await publish("3", "/oa/expense")
        try await publish("4", "/oa", ",\"replyto\":\"own.replies\"")
        try await publish("5", "/oa", ",\"replyto\":\"foreign\"")
        func ids(_ answers: [TopicCollector.Item]) -> Set<String> {
            Set(answers.compactMap { $0.json?["data"]?["event"]?["id"]?.stringValue })
        }
        #expect(ids(await hr.wait(count: 1)) == ["1"])
        #expect(ids(await oa.wait(count: 2)) == ["2", "5"])
        #expect(ids(await own.wait(count: 1)) == ["4"])
        #expect(ids(await harness.answers.wait(count: 1)) == ["3"])
        await hr.close()
        await oa.close()
        await own.close()
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
