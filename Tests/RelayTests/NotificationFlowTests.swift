import ApprovalContract
import FeishuSimulator
import FeishuTypes
import Foundation
import JSON
import Kafka
import Observability
import Testing

@testable import Relay
@testable import Routing

/// Messages by the configuration's policy, and quick approval from one declaration, as Feishu gets them.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct NotificationFlowTests {
    private static let quick = """
        {"action_configs":[{"action_type":"APPROVE","next_status":"APPROVED"},{"action_type":"REJECT"}],
         "action_callback_url":"https://oa.example.com/callback","action_callback_token":"hush-93"}
        """

    private static func definition(_ quick: String) -> String {
        SampleEvents.definition().replacing("]}}}", with: "]},\"quick_approval\":\(quick)}}")
    }

    @Test func aDefinitionsButtonsAreOnTasksAndCardsOfEveryProcess() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        try await harness.publish(Self.definition(Self.quick), key: "purchase")
        let first = await harness.answers.wait(count: 1)
        #expect(first[0].json?["data"]?["outcome"]?.stringValue == "applied", "\(first[0].json?.prettyText ?? "")")
        try await harness.publish(SampleEvents.taskCreated("EXP-1", id: "e-1"), key: "EXP-1")
        _ = await harness.answers.wait(count: 3)
        await harness.relay.stop()
        // It knows of the definition by its receipt alone.
        let second = try SecondRelay(of: harness)
        // The event is there before the process: it must not go by before definitions have been read.
        try await harness.publish(SampleEvents.taskCreated("EXP-2", id: "e-2"), key: "EXP-2")
        try await second.relay.start()
        _ = await harness.answers.wait(count: 5)
        let state = harness.simulator.state()
        #expect(state.instances.count == 2 && state.messages.count == 2)
        for instance in state.instances {
            let task = try #require(instance.tasks.first)
            #expect(task.actions == ["APPROVE", "REJECT"], "\(instance.id)")
            #expect(task.actionContext == "{\"instance_id\":\"\(instance.id)\",\"task_id\":\"\(task.id)\"}")
        }
        for card in state.messages { #expect(card.buttons == ["APPROVE", "REJECT"], "\(card.title)") }
        let logs = (harness.log.records + second.log.records).map { "\($0)" }
        #expect(!logs.contains { $0.contains("hush-93") })
        await second.relay.stop()
        await harness.stop()
    }

    @Test func aTasksButtonsWaitForTheDefinitionsCallback() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        let event = SampleEvents.taskCreated("EXP-1", id: "e-1")
        let withButtons = event.replacing(
            "\"links\":{\"pc_link\":\"https://oa.example.com/t/t1\"}",
            with:
                "\"links\":{\"pc_link\":\"https://oa.example.com/t/t1\"},\"action_configs\":[{\"action_type\":\"APPROVE\"}]"
        )
        #expect(withButtons != event)
        try await harness.publish(withButtons, key: "EXP-1")
        // Both the sync and the card wait for the definition.
        try await poll { harness.registry.text().contains("approval_relay_waiting{stage=\"execute\"} 2") }
        try await harness.publish(
            Self.definition("{\"action_callback_url\":\"https://oa.example.com/callback\"}"), key: "purchase")
        let answers = await harness.answers.wait(count: 3)
        #expect(answers.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        #expect(harness.simulator.state().messages.map(\.buttons) == [["APPROVE"]])
        await harness.stop()
    }

    @Test func buttonsWithoutACallbackAreLeftOutWithAWarning() async throws {
        let harness = try RelayHarness()
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        let event = SampleEvents.taskCreated("EXP-1", id: "e-1").replacing(
            "\"task_id\":\"EXP-1-t1\"}",
            with: "\"task_id\":\"EXP-1-t1\",\"quick_approval\":{\"action_configs\":[{\"action_type\":\"APPROVE\"}]}}")
        try await harness.publish(event, key: "EXP-1")
        let answers = await harness.answers.wait(count: 3).compactMap(\.json)
        let sent = try #require(answers.first { $0["data"]?["command"]?["kind"]?.stringValue == "message.send" })
        #expect(sent["data"]?["outcome"]?.stringValue == "applied")
        #expect(sent["data"]?["warnings"]?[0]?["path"]?.stringValue == "action_configs", "\(sent.prettyText)")
        let state = harness.simulator.state()
        #expect(state.messages.map(\.buttons) == [[]])
        // The approval centre has its buttons: Feishu takes the callback from the definition there.
        #expect(state.instances.first?.tasks.first?.actions == ["APPROVE"])
        await harness.stop()
    }

    @Test func thePolicyOfTheConfigurationIsFollowed() async throws {
        let harness = try RelayHarness {
            $0.route.notifications = NotificationPolicy([
                NotificationRule(
                    .instanceSubmitted, .send(.submitted, to: [.initiator, .approvers], NotificationTexts())),
                NotificationRule(
                    .taskCompleted, definition: NamePattern("purchase"),
                    .update(
                        .task, .custom,
                        NotificationTexts(title: try? TextPattern(.plain("{approval}: done by somebody else"))))),
            ])
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        let submitted = SampleEvents.event(
            "approval.instance.submitted", id: "e-1", data: "{\"instance\":\(SampleEvents.instance("EXP-1"))}")
        try await harness.publish(submitted, key: "EXP-1")
        _ = await harness.answers.wait(count: 4)
        try await harness.publish(SampleEvents.taskCreated("EXP-1", id: "e-2", time: 1_772_328_600_001), key: "EXP-1")
        _ = await harness.answers.wait(count: 6)
        let done = SampleEvents.event(
            "approval.task.completed", id: "e-3",
            data: """
                {"instance":\(SampleEvents.instance("EXP-1", time: 1_772_328_700_000, tasks: [("t1", "DONE")])),
                 "task_id":"EXP-1-t1"}
                """)
        try await harness.publish(done, key: "EXP-1")
        let answers = await harness.answers.wait(count: 8)
        #expect(answers.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        let cards = harness.simulator.state().messages
        #expect(
            cards.map { "\($0.template) \($0.userID ?? "")" }.sorted() == [
                "1005 u-applicant", "1005 u-t1", "1008 u-t1",
            ])
        #expect(cards.first { $0.template == "1008" }?.statusName == "Laptop for EXP-1: done by somebody else")
        await harness.stop()
    }

    /// Cards that a receipt knows from before: 31 days old, of another template, and none.
    @Test func cardsThatFeishuWouldNotChangeAreLeftAlone() async throws {
        let harness = try RelayHarness(partitions: 1)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let cards = [
            "EXP-1": Card(messageID: "7040563541741120241", template: "1008", sentAt: now - 31 * 86_400_000),
            "EXP-2": Card(messageID: "7040563541741120242", template: "1013", sentAt: now),
            "EXP-4": Card(messageID: "7040563541741120244", template: "1008", sentAt: now - 29 * 86_400_000),
        ]
        for (instance, card) in cards {
            var receipt = Receipt(incarnation: "earlier")
            receipt.record(ReceiptEntry(commandID: "c", outcome: .applied, completed: now), offset: -1)
            receipt.set(card, slot: "task:\(instance)-t1")
            var writer = JSONWriter()
            receipt.write(to: &writer)
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(
                    topic: TopicNames(prefix: harness.settings.topics.prefix).receipts(.message),
                    key: Array("default:\(instance)".utf8), value: writer.bytes()))
        }
        try await harness.start()
        // Without a definition the syncs wait; the cards' updates have a lane of their own.
        for number in 1...4 {
            try await harness.publish(
                SampleEvents.taskApproved("EXP-\(number)", id: "e-\(number)"), key: "EXP-\(number)")
        }
        let answers = await harness.answers.wait(count: 4).compactMap(\.json)
        let found = answers.map { answer in
            let reason = answer["data"]?["reason"]?["code"]?.stringValue ?? answer["data"]?["outcome"]?.stringValue
            return "\(answer["subject"]?.stringValue ?? "") \(reason ?? "")"
        }
        // The simulator doesn't know the card that is young enough, and says so.
        #expect(
            found.sorted().prefix(3) == ["EXP-1 card_expired", "EXP-2 card_not_updatable", "EXP-3 no_card"], "\(found)")
        #expect(found.sorted().last?.hasPrefix("EXP-4 feishu_") == true, "\(found)")
        let calls = harness.simulator.journal().filter { "\($0.api.rawValue)".contains("update") }
        #expect(calls.count == 1)
        await harness.stop()
    }
}
