import Delivery
import FeishuSimulator
import Foundation
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// What one process of a group is told by Feishu, and what the others make of it.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct GroupHoldTests {
    static let heldBack = "calls of an app and API are held back"

    static func sync(_ key: String) -> String {
        SampleEvents.event(
            "approval.instance.updated", id: "e-\(key)",
            data: "{\"notify\":false,\"instance\":\(SampleEvents.instance(key))}")
    }

    /// Who made a call: its request id names command, process and attempt.
    static func process(of entry: JournalEntry) -> String? {
        entry.keys.requestID.map { $0.split(separator: "/") }.flatMap { $0.count == 3 ? String($0[1]) : nil }
    }

    @Test func aThrottleHoldsEveryProcess() async throws {
        let harness = try RelayHarness(partitions: 4)
        let second = try SecondRelay(of: harness)
        try await SecondRelay.start(harness, with: second)
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        harness.simulator.inject(
            Fault(
                .answer(status: 429, code: 99_991_400, message: "request trigger frequency limit"),
                apis: [.instanceSync], count: 1, headers: ["x-ogw-ratelimit-reset": "3"]))
        try await harness.publish(Self.sync("EXP-0"), key: "EXP-0")
        for log in [harness.log, second.log] { _ = await log.first { $0.message == Self.heldBack } }
        for number in 1...24 { try await harness.publish(Self.sync("EXP-\(number)"), key: "EXP-\(number)") }
        _ = await harness.answers.wait(count: 26)
        let calls = harness.simulator.journal().filter { $0.api == .instanceSync }
        let refused = try #require(calls.first { $0.status == 429 })
        let later = calls.filter { $0.sequence > refused.sequence }
        #expect(calls.count { $0.status == 429 } == 1)
        #expect(later.count == 25)
        #expect(Set(later.compactMap(Self.process)).count == 2, "both have commands")
        let first = try #require(later.map(\.receivedAt.microseconds).min())
        let told = try #require(refused.answeredAt?.microseconds)
        #expect(first - told >= 2_900_000, "the first call came \(first - told) µs after the throttle")
        // Both say when it is over.
        for log in [harness.log, second.log] { _ = await log.first { $0.message.contains("recovered") } }
        await second.relay.stop()
        await harness.stop()
    }

    @Test func aProcessThatStartsInAThrottleKeepsWhatIsLeftOfIt() async throws {
        let harness = try RelayHarness()
        let note = ThrottleNote(
            subject: HoldSubject(app: "cli_simulator", api: "instance.sync"), from: "p-gone", duration: .seconds(7))
        let names = TopicNames(prefix: harness.settings.topics.prefix)
        let began = ContinuousClock.now
        _ = try await harness.producer.sendAndWait(
            ProducerRecord(
                topic: names.control, partition: 0, key: Array(note.key.utf8),
                value: ControlEntry.throttle(note).bytes())
        )
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        try await harness.publish(Self.sync("EXP-1"), key: "EXP-1")
        _ = await harness.answers.wait(count: 1)
        let atDefinition = harness.answers.items.count
        _ = await harness.answers.wait(count: 2)
        #expect(atDefinition == 1)
        #expect(ContinuousClock.now - began >= .milliseconds(6900))
        await harness.stop()
    }
}
