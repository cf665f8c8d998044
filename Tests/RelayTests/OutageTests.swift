import Delivery
import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// What becomes of commands while Feishu fails, throttles or can't be reached.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct OutageTests {
    /// All at once, so that they are under way together.
    private func publishSyncs(_ harness: RelayHarness, _ keys: [String]) throws {
        for key in keys {
            let data = SampleEvents.instance(key)
            let text = SampleEvents.event(
                "approval.instance.updated", id: "e-\(key)", data: "{\"notify\":false,\"instance\":\(data)}")
            try harness.producer.send(
                ProducerRecord(
                    topic: harness.settings.topics.events[0], key: Array(key.utf8), value: Array(text.utf8)), tag: 1)
        }
    }

    private func outcomes(_ items: [TopicCollector.Item]) -> [String: Int] {
        items.reduce(into: [:]) { counts, item in
            counts[item.json?["data"]?["outcome"]?.stringValue ?? "none", default: 0] += 1
        }
    }

    /// Few attempts, so that an outage that cost any would be seen.
    private func makeHarness(attempts: Int = 2) async throws -> RelayHarness {
        let harness = try RelayHarness {
            $0.execute.retry = RetryPolicy(
                maximumAttempts: attempts, base: .milliseconds(500), cap: .seconds(1))
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        return harness
    }

    @Test(arguments: [
        Fault(.html(status: 503), apis: [.instanceSync], count: 14), Fault(.reset, apis: [.instanceSync], count: 14),
    ])
    func anOutageCostsNoRecord(fault: Fault) async throws {
        let harness = try await makeHarness(attempts: 3)
        harness.simulator.inject(fault)
        try publishSyncs(harness, (0..<12).map { "EXP-\($0)" })
        let answers = await harness.answers.wait(count: 13)
        #expect(outcomes(answers) == ["applied": 13])
        #expect(harness.deadLetters.items.isEmpty)
        await harness.stop()
    }

    @Test func aPoisonRecordIsSetAsideByItsAttemptsWhileOthersGoThrough() async throws {
        let harness = try await makeHarness()
        harness.simulator.inject(Fault(.html(status: 500), apis: [.instanceSync], key: "POISON"))
        // All fail at first, so that the breaker opens.
        harness.simulator.inject(Fault(.html(status: 503), apis: [.instanceSync], count: 4))
        try publishSyncs(harness, ["POISON"] + (0..<20).map { "EXP-\($0)" })
        let answers = await harness.answers.wait(count: 22)
        #expect(outcomes(answers) == ["applied": 21, "dead_lettered": 1])
        let letters = await harness.deadLetters.wait(count: 1)
        #expect(letters[0].header("approval-dlq-reason") == "attempts_exhausted")
        let calls = harness.simulator.journal().filter { $0.keys.instanceID == "POISON" }.count
        #expect((2...30).contains(calls), "\(calls) calls")
        await harness.stop()
    }

    @Test(arguments: [429, 400])
    func aThrottleIsNoAttempt(status: Int) async throws {
        let harness = try await makeHarness(attempts: 1)
        harness.simulator.inject(
            Fault(
                .answer(status: status, code: 99_991_400, message: "request trigger frequency limit"),
                apis: [.instanceSync], count: 4, headers: ["x-ogw-ratelimit-reset": "0.3"]))
        try publishSyncs(harness, (0..<10).map { "EXP-\($0)" })
        let answers = await harness.answers.wait(count: 11)
        #expect(outcomes(answers) == ["applied": 11])
        #expect(harness.deadLetters.items.isEmpty)
        await harness.stop()
    }

    @Test func aPlaceNobodyListensAtCostsNoAttemptEvenWithOneRecord() async throws {
        // A simulator that is gone leaves an address where connections are refused.
        let gone = try FeishuSimulator(SimulatorConfiguration())
        let address = gone.baseURL
        gone.stop()
        let harness = try RelayHarness {
            $0.execute.retry = RetryPolicy(maximumAttempts: 1, base: .milliseconds(20), cap: .milliseconds(50))
            $0.feishu.messageBaseURL = address
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        try await harness.publish(SampleEvents.taskCreated("EXP-1", id: "e-1"), key: "EXP-1")
        // The definition and the sync; the message waits.
        _ = await harness.answers.wait(count: 2)
        _ = await harness.log.first { $0.message.contains("can't be reached") }
        #expect(harness.answers.items.count == 2)
        #expect(harness.deadLetters.items.isEmpty)
        await harness.stop()
    }
}
