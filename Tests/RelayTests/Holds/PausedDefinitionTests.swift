import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// Definitions whose commands Feishu refuses, one after the other.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct PausedDefinitionTests {
    private func makeHarness() async throws -> RelayHarness {
        let harness = try RelayHarness {
            $0.execute.deadLetterCredit.burst = 3
            $0.execute.deadLetterCredit.interval = .seconds(3600)
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        return harness
    }

    /// Of a definition that Feishu doesn't know.
    private func unknown(_ key: String) -> String {
        let data = SampleEvents.instance(key, code: "NOWHERE")
        return SampleEvents.event(
            "approval.instance.updated", id: "e-\(key)",
            data: "{\"notify\":false,\"approval_code_kind\":\"feishu\",\"instance\":\(data)}")
    }

    /// What is held, as soon as that is in the topic.
    private func whatIsHeld(_ register: HoldRegister) async throws -> [HeldItem] {
        while true {
            let items = try await register.read()
            if !items.isEmpty { return items }
        }
    }

    private func outcomes(_ items: [TopicCollector.Item]) -> [String: Int] {
        items.reduce(into: [:]) { $0[$1.json?["data"]?["outcome"]?.stringValue ?? "none", default: 0] += 1 }
    }

    @Test func withoutCreditADefinitionPausesAndTheOthersGoOn() async throws {
        let harness = try await makeHarness()
        for number in 0..<8 { try await harness.publish(unknown("BAD-\(number)"), key: "BAD-\(number)") }
        _ = await harness.deadLetters.wait(count: 3)
        _ = await harness.log.first { $0.message.hasPrefix("commands of a definition pause") }
        for number in 0..<30 {
            try await harness.publish(GroupHoldTests.sync("EXP-\(number)"), key: "EXP-\(number)")
        }
        let answers = await harness.answers.wait(count: 1 + 3 + 30)
        #expect(outcomes(answers) == ["applied": 31, "dead_lettered": 3])
        #expect(harness.deadLetters.items.count == 3)
        let held = #"approval_relay_held{app="default",api="*",reason="dead_letter_credit"}"#
        #expect(harness.registry.text().contains(held + " 1"))
        let check = harness.relay.readiness.all.first { $0.name == "dead letters default" }?.check
        #expect(check?.detail.contains("NOWHERE") == true)
        let register = HoldRegister(harness.settings)
        let items = try await whatIsHeld(register)
        #expect(items.map(\.definition) == ["NOWHERE"] && items.first?.reason == "dead_letter_credit")
        // Another definition's release is no help.
        try await register.release(app: "cli_simulator", definition: "purchase", [])
        try await register.release(app: "cli_simulator", definition: "NOWHERE", items)
        _ = await harness.deadLetters.wait(count: 6)
        try await register.release(app: "cli_simulator", items)
        let all = await harness.answers.wait(count: 1 + 8 + 30)
        #expect(outcomes(all) == ["applied": 31, "dead_lettered": 8])
        try await poll { harness.registry.text().contains(held + " 0") }
        let left = try await register.read()
        #expect(left.isEmpty)
        await harness.stop()
    }

    @Test func whatWasPausedIsAskedAgainWhenTheReasonIsGone() async throws {
        let harness = try await makeHarness()
        harness.simulator.inject(
            Fault(.answer(status: 400, code: 1_390_001, message: "param is invalid"), apis: [.instanceSync]))
        // Three, and one for the definition's success.
        for number in 0..<10 {
            try await harness.publish(GroupHoldTests.sync("EXP-\(number)"), key: "EXP-\(number)")
        }
        _ = await harness.deadLetters.wait(count: 4)
        _ = await harness.log.first { $0.message.hasPrefix("commands of a definition pause") }
        harness.simulator.removeFaults()
        let items = try await whatIsHeld(HoldRegister(harness.settings))
        #expect(items.map(\.definition) == ["purchase"])
        try await HoldRegister(harness.settings).release(app: "cli_simulator", items)
        let answers = await harness.answers.wait(count: 11)
        #expect(outcomes(answers) == ["applied": 7, "dead_lettered": 4])
        #expect(harness.deadLetters.items.count == 4)
        await harness.stop()
    }
}
