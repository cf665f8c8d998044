import ApprovalContract
import FeishuSimulator
import JSON
import Testing

@testable import Relay

/// What the next owner does with a command whose outcome a crash left open.
extension RealKafkaTests {
    private static func sendID(_ event: String, task: String) -> String {
        CommandID.make(source: "/test/oa", id: event, kind: .messageSend, slot: "task:" + task)
    }

    /// Both readings of what Feishu's `uuid` is known with, and each of what a repeat is answered with.
    @Test(
        arguments: [SimulatorSettings.UUIDKey.uuid, .uuidAndRecipient],
        [SimulatorSettings.RepeatedSendID.original, .empty, .new])
    func aSendInDoubtIsRepeatedWithinItsHourAndSentOnce(
        _ key: SimulatorSettings.UUIDKey, _ answer: SimulatorSettings.RepeatedSendID
    ) async throws {
        try await RealKafkaHarness.run("doubt-young") { harness in
            harness.simulator.changeSettings {
                $0.uuidKey = key
                $0.repeatedSendID = answer
            }
            let created = SampleEvents.taskCreated("D-1", id: "d-1")
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(created, key: "D-1")
            _ = try await harness.answers(3)
            await first.stop()

            // As if it had crashed between the call and its receipt, ten minutes ago.
            var receipt = Receipt(incarnation: "crashed")
            receipt.attempt = SendAttempt(
                commandID: Self.sendID("d-1", task: "D-1-t1"), at: WallClock.now() - 600_000)
            try await harness.write(receipt, "default:D-1", .message)
            try await harness.startRelay()
            try await harness.publish(created, key: "D-1")
            try await harness.publish(SampleEvents.taskApproved("D-1", id: "d-2"), key: "D-1")
            let answers = try await harness.answers(7)
            let sends = answers.filter { $0.eventID == "d-1" && $0.kind == "message.send" }.map(\.outcome)
            #expect(sends == ["applied", "applied"])
            let journal = harness.simulator.journal().filter { $0.api == .messageSend }
            #expect(journal.map(\.outcome) == [.applied, .duplicate])
            #expect(harness.simulator.state().messages.count == 1)
            // Without the first message's id its card can't be found; nothing is guessed.
            let updates = answers.filter { $0.eventID == "d-2" && $0.kind == "message.update" }
            let found = updates.map { $0.reason ?? $0.outcome ?? "none" }
            if answer == .empty { #expect(found == ["no_card"]) }
            if answer == .original { #expect(found == ["applied"]) }
        }
    }

    @Test func aSendInDoubtBeyondItsHourIsSetAside() async throws {
        try await RealKafkaHarness.run("doubt-old") { harness in
            try await harness.publishDefinition()
            var receipt = Receipt(incarnation: "crashed")
            receipt.attempt = SendAttempt(
                commandID: Self.sendID("o-1", task: "O-1-t1"), at: WallClock.now() - 56 * 60_000)
            try await harness.write(receipt, "default:O-1", .message)
            try await harness.startRelay()
            try await harness.publish(SampleEvents.taskCreated("O-1", id: "o-1"), key: "O-1")
            let answers = try await harness.answers(3)
            let doubtful = try #require(answers.first { $0.outcome == "dead_lettered" })
            #expect(doubtful.reason == "in_doubt")
            let letters = try await harness.deadLetters(1)
            #expect(letters[0].header("approval-dlq-reason") == "in_doubt")
            #expect(harness.simulator.journal().allSatisfy { $0.api != .messageSend })
            // The next message of the approval isn't held up.
            try await harness.publish(
                SampleEvents.event(
                    "approval.task.urged", id: "o-2",
                    data:
                        "{\"instance\":\(SampleEvents.instance("O-1", time: 1_772_328_700_000)),\"task_id\":\"O-1-t1\"}"
                ),
                key: "O-1")
            let more = try await harness.answers(5).filter { $0.eventID == "o-2" }
            #expect(more.allSatisfy { $0.outcome == "applied" }, "\(more.map { $0.json?.text ?? "" })")
        }
    }

    @Test func aDefinitionAndASyncInDoubtAreRepeatedWithoutASecondEffect() async throws {
        try await RealKafkaHarness.run("doubt-others") { harness in
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(Self.update("S-1", id: "s-1", version: 1), key: "S-1")
            _ = try await harness.answers(2)
            await first.stop()
            // Their receipts are lost, as if they had not been written.
            try await harness.write(Receipt(incarnation: "crashed"), "default:purchase", .definition)
            try await harness.write(Receipt(incarnation: "crashed"), "default:S-1", .instance)
            try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(Self.update("S-1", id: "s-1", version: 1), key: "S-1")
            let answers = try await harness.answers(4)
            #expect(answers.allSatisfy { $0.outcome == "applied" })
            let codes = Set(answers.compactMap { $0.json?["data"]?["approval_code"]?.stringValue })
            #expect(codes.count == 1)
            #expect(harness.simulator.state().definitions.count == 1)
            let syncs = harness.simulator.journal().filter { $0.api == .instanceSync }.map(\.outcome)
            #expect(syncs == [.applied, .dropped])
        }
    }
}
