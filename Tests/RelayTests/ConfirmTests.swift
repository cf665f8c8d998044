import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// Syncs that Feishu says it took and drops, and how that is found.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ConfirmTests {
    /// Success is answered, and nothing applied.
    private static func drop(_ instance: String, _ count: Int) -> Fault {
        Fault(.answer(status: 200, code: 0, message: "success"), apis: [.instanceSync], key: instance, count: count)
    }

    private static func update(_ instance: String, _ number: Int) -> String {
        let body = SampleEvents.instance(
            instance, time: 1_772_328_600_000 + Int64(number), tasks: [("t\(number)", "PENDING")])
        return SampleEvents.event(
            "approval.instance.updated", id: "\(instance)-\(number)", data: "{\"notify\":false,\"instance\":\(body)}")
    }

    private func start(_ change: (inout RelayConfiguration) -> Void = { _ in }) async throws -> RelayHarness {
        let harness = try RelayHarness {
            $0.execute.confirm.after = .milliseconds(100)
            change(&$0)
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        return harness
    }

    private func sync(_ harness: RelayHarness, _ instance: String, _ number: Int, answers: Int) async throws {
        try await harness.publish(Self.update(instance, number), key: instance)
        _ = await harness.answers.wait(count: answers)
    }

    private func metric(_ harness: RelayHarness, _ line: String) -> Int {
        for found in harness.registry.text().split(separator: "\n") where found.hasPrefix(line + " ") {
            return Int(found.dropFirst(line.count + 1)) ?? -1
        }
        return 0
    }

    private func confirmations(_ harness: RelayHarness, _ result: String) -> Int {
        metric(harness, #"approval_relay_sync_confirmations_total{app="default",result="\#(result)"}"#)
    }

    private func doubts(_ harness: RelayHarness, _ reason: String) -> Int {
        metric(harness, #"approval_relay_sync_doubts_total{reason="\#(reason)"}"#)
    }

    /// As the settings are by default: the second sync comes soon after the first.
    @Test func aSyncThatIsDroppedInSilenceIsFoundAndSentOnceMore() async throws {
        let harness = try await start { $0.execute.confirm.within = .seconds(60) }
        try await sync(harness, "C-1", 0, answers: 2)
        harness.simulator.inject(Self.drop("C-1", 1))
        try await sync(harness, "C-1", 1, answers: 3)
        #expect(harness.simulator.state().instance("C-1")?.tasks.map(\.id) == ["C-1-t0"])
        // One answer more: of the repair.
        let told = try #require(await harness.answers.wait(count: 4).last?.json)
        #expect(told["data"]?["outcome"]?.stringValue == "applied")
        #expect(told["data"]?["event"]?["id"]?.stringValue == "C-1-1")
        #expect(told["data"]?["warnings"]?[0]?["problem"]?.stringValue?.contains("dropped it in silence") == true)
        #expect(harness.simulator.state().instance("C-1")?.tasks.map(\.id) == ["C-1-t0", "C-1-t1"])
        _ = await harness.log.first { $0.message.contains("dropped a sync in silence; it is sent once more") }
        // Asked once more, it is there.
        try await poll { confirmations(harness, "confirmed") == 1 }
        #expect(confirmations(harness, "dropped") == 1)
        #expect(confirmations(harness, "repaired") == 1)
        #expect(doubts(harness, "soon") == 1)
        // What comes later is newer than the repair.
        try await sync(harness, "C-1", 2, answers: 5)
        #expect(harness.simulator.state().instance("C-1")?.tasks.count == 3)
        await harness.stop()
    }

    @Test func whatFeishuDropsAgainIsSaid() async throws {
        let harness = try await start { $0.execute.confirm.percent = 100 }
        harness.simulator.inject(Self.drop("C-2", 2))
        try await sync(harness, "C-2", 0, answers: 2)
        _ = await harness.log.first { $0.message.contains("has older state still") }
        try await poll { confirmations(harness, "lost") == 1 }
        #expect(harness.simulator.journal().count { $0.api == .instanceSync } == 2)
        await harness.stop()
    }

    /// Nothing is asked about syncs that nobody doubts, and those in doubt share a call.
    @Test func syncsThatNobodyDoubtsCostNoCheck() async throws {
        let harness = try await start { $0.execute.confirm.after = .seconds(1) }
        for number in 0..<20 {
            try await harness.publish(Self.update("C-3-\(number)", 0), key: "C-3-\(number)")
        }
        _ = await harness.answers.wait(count: 21)
        // Applied, and the answer is lost: the repeat is answered with success.
        for key in ["C-4", "C-5"] {
            harness.simulator.inject(Fault(.close, moment: .after, apis: [.instanceSync], key: key, count: 1))
        }
        for key in ["C-4", "C-5"] { try await harness.publish(Self.update(key, 0), key: key) }
        _ = await harness.answers.wait(count: 23)
        try await poll { confirmations(harness, "confirmed") == 2 }
        #expect(doubts(harness, "lost_answer") == 2)
        for reason in ["soon", "takeover", "sample"] { #expect(doubts(harness, reason) == 0) }
        #expect((1...2).contains(harness.simulator.journal().count { $0.api == .instanceCheck }))
        await harness.stop()
    }

    @Test func aShareOfTheOthersIsAskedAbout() async throws {
        let harness = try await start {
            $0.execute.confirm.percent = 100
            $0.execute.confirm.inDoubt = false
        }
        for number in 0..<20 { try await harness.publish(Self.update("C-6-\(number)", 0), key: "C-6-\(number)") }
        _ = await harness.answers.wait(count: 21)
        try await poll { confirmations(harness, "confirmed") == 20 }
        #expect(doubts(harness, "sample") == 20)
        await harness.stop()
    }

    /// The check API refuses, fails, or is held: nothing else waits for it.
    @Test func syncsDoNotWaitForTheCheckAPI() async throws {
        let harness = try await start { $0.execute.confirm.percent = 100 }
        harness.simulator.inject(Fault(.stall, apis: [.instanceCheck], count: 1))
        harness.simulator.inject(
            Fault(.answer(status: 400, code: 1_390_001, message: "param is invalid"), apis: [.instanceCheck]))
        for number in 0..<5 { try await sync(harness, "C-7", number, answers: 2 + number) }
        #expect(harness.answers.items.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        try await poll { confirmations(harness, "unasked") == 1 }
        await harness.stop()
    }
}
