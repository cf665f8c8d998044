import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Testing

@testable import Relay

/// Syncs of an approval that wait together, and the versions that they are given.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct SyncGroupTests {
    /// A sync of one task, which none of the others has.
    private static func update(_ instance: String, _ number: Int, time: Int64 = 0, extra: String = "") -> String {
        let body = SampleEvents.instance(
            instance, time: 1_772_328_600_000 + time, tasks: [("t\(number)", "PENDING")])
        return SampleEvents.event(
            "approval.instance.updated", id: "\(instance)-\(number)", data: "{\"notify\":false,\"instance\":\(body)}",
            extra: extra)
    }

    /// Ends the wait for more syncs: a check has its event's id for a key, which is here the instance's.
    private static func check(_ instance: String) -> String {
        SampleEvents.event(
            "approval.instance.check_requested", id: instance,
            data:
                "{\"instances\":[{\"instance_id\":\"\(instance)\",\"update_time\":\"1772328600000\",\"tasks\":[]}]}")
    }

    /// Holds syncs back for as long as may be, so that what goes together follows from the records alone.
    private func start(burst: Duration = .seconds(10)) async throws -> RelayHarness {
        let harness = try RelayHarness { $0.execute.syncBurst = burst }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        return harness
    }

    private func publish(_ harness: RelayHarness, _ texts: [String], key: String) async throws {
        for text in texts.dropLast() {
            try harness.producer.send(
                ProducerRecord(
                    topic: harness.settings.topics.events[0], key: Array(key.utf8), value: Array(text.utf8)), tag: 1)
        }
        if let last = texts.last { try await harness.publish(last, key: key) }
    }

    /// By the event's id.
    private func data(_ items: [TopicCollector.Item]) -> [String: JSONValue] {
        items.reduce(into: [:]) { found, item in
            guard let data = item.json?["data"], let event = data["event"]?["id"]?.stringValue else { return }
            found[event] = data
        }
    }

    private func outcome(_ data: JSONValue?) -> String { data?["outcome"]?.stringValue ?? "none" }

    private func syncs(_ harness: RelayHarness) -> [JournalEntry] {
        harness.simulator.journal().filter { $0.api == .instanceSync }
    }

    @Test func asManyAsAReceiptKeepsGoTogether() async throws {
        let harness = try await start()
        let count = Receipt.maximumGroup
        try await publish(harness, (0..<count).map { Self.update("G-1", $0, time: Int64($0)) }, key: "G-1")
        let found = data(await harness.answers.wait(count: count + 1))
        let calls = syncs(harness)
        #expect(calls.map(\.outcome) == [.applied])
        #expect(calls.first?.keys.version == 1_772_328_600_000 + Int64(count - 1))
        let last = found["G-1-\(count - 1)"]
        #expect(outcome(last) == "applied")
        let carrier = try #require(last?["command"]?["id"]?.stringValue)
        for number in 0..<(count - 1) {
            let answer = found["G-1-\(number)"]
            #expect(outcome(answer) == "superseded")
            #expect(answer?["superseded_by"]?.stringValue == carrier)
        }
        let instance = try #require(harness.simulator.state().instance("G-1"))
        #expect(instance.tasks.count == count)
        // Repeats are answered alike.
        try await harness.publish(Self.update("G-1", 0), key: "G-1")
        try await harness.publish(Self.check("G-1"), key: "G-1")
        let answers = await harness.answers.wait(count: count + 3)
        let repeats = answers.filter { $0.json?["data"]?["event"]?["id"]?.stringValue == "G-1-0" }
        #expect(repeats.map { outcome($0.json?["data"]) } == ["superseded", "superseded"])
        #expect(syncs(harness).count == 1)
        await harness.stop()
    }

    @Test func somethingElseOfTheApprovalIsNotPassed() async throws {
        let harness = try await start()
        try await publish(
            harness,
            [
                Self.update("G-2", 0), Self.update("G-2", 1), Self.check("G-2"), Self.update("G-2", 2),
                Self.check("G-2"),
            ],
            key: "G-2")
        let found = data(await harness.answers.wait(count: 6))
        let outcomes = ["G-2-0", "G-2-1", "G-2", "G-2-2"].map { outcome(found[$0]) }
        #expect(outcomes == ["superseded", "applied", "applied", "applied"])
        // The second check is the first one again.
        let order = harness.simulator.journal().map(\.api).filter { $0 == .instanceSync || $0 == .instanceCheck }
        #expect(order == [.instanceSync, .instanceCheck, .instanceSync])
        await harness.stop()
    }

    @Test func withoutABurstASingleSyncWaitsForNothing() async throws {
        let harness = try await start(burst: .zero)
        try await harness.publish(Self.update("G-3", 0), key: "G-3")
        let found = data(await harness.answers.wait(count: 2))
        #expect(outcome(found["G-3-0"]) == "applied")
        await harness.stop()
    }

    /// One of several can't be taken: the others are, each by itself, and it alone is set aside. Put back, it doesn't undo them.
    @Test func aRefusedCallIsTakenApart() async throws {
        let harness = try await start()
        // The call for all three, and the first of them by itself.
        harness.simulator.inject(
            Fault(.answer(status: 400, code: 1_390_001, message: "param is invalid"), apis: [.instanceSync], count: 2))
        try await publish(
            harness, (0..<3).map { Self.update("G-4", $0, time: -Int64($0)) } + [Self.check("G-4")], key: "G-4")
        let found = data(await harness.answers.wait(count: 5))
        #expect((0..<3).map { outcome(found["G-4-\($0)"]) } == ["dead_lettered", "applied", "applied"])
        // Feishu takes nothing that doesn't grow; the senders' times went back.
        #expect(syncs(harness).suffix(2).map(\.outcome) == [.applied, .applied])
        #expect(syncs(harness).last?.keys.version == 1_772_328_600_002)
        #expect(harness.simulator.state().instance("G-4")?.tasks.count == 2)
        let letter = try #require(await harness.deadLetters.wait(count: 1).first)
        #expect(letter.header("approval-dlq-version") == "1772328600000")
        _ = try await harness.producer.sendAndWait(
            ProducerRecord(
                topic: TopicNames(prefix: harness.settings.topics.prefix).commands(.instance, .live),
                partition: letter.partition, key: letter.key, value: letter.value, headers: letter.headers))
        try await harness.publish(Self.check("G-4"), key: "G-4")
        let answers = await harness.answers.wait(count: 7)
        let again = try #require(
            answers.last { $0.json?["data"]?["event"]?["id"]?.stringValue == "G-4-0" }?.json?["data"])
        #expect(outcome(again) == "unchanged")
        #expect(again["reason"]?["code"]?.stringValue == "older")
        #expect(syncs(harness).count == 4)
        await harness.stop()
    }

    @Test func theSequenceSaysWhatIsOlder() async throws {
        let harness = try await start(burst: .zero)
        try await harness.publish(Self.update("G-5", 0, extra: ",\"sequence\":\"0005\""), key: "G-5")
        _ = await harness.answers.wait(count: 2)
        try await harness.publish(Self.update("G-5", 1, time: 9, extra: ",\"sequence\":\"0004\""), key: "G-5")
        try await harness.publish(Self.update("G-5", 2, time: -9, extra: ",\"sequence\":\"0006\""), key: "G-5")
        let found = data(await harness.answers.wait(count: 4))
        #expect((0..<3).map { outcome(found["G-5-\($0)"]) } == ["applied", "unchanged", "applied"])
        #expect(found["G-5-1"]?["reason"]?["code"]?.stringValue == "older")
        let tasks = harness.simulator.state().instance("G-5")?.tasks.map(\.id)
        #expect(tasks == ["G-5-t0", "G-5-t2"])
        await harness.stop()
    }

    @Test func whatHasExpiredIsRejectedAndTheOthersGoOn() async throws {
        let harness = try await start()
        try await publish(
            harness,
            [
                Self.update("G-6", 0), Self.update("G-6", 1, extra: ",\"expirytime\":\"2026-03-01T09:31:00+08:00\""),
                Self.update("G-6", 2), Self.check("G-6"),
            ], key: "G-6")
        let found = data(await harness.answers.wait(count: 5))
        #expect((0..<3).map { outcome(found["G-6-\($0)"]) } == ["superseded", "rejected", "applied"])
        let tasks = harness.simulator.state().instance("G-6")?.tasks.map(\.id)
        #expect(tasks == ["G-6-t0", "G-6-t2"])
        let letters = await harness.deadLetters.wait(count: 1)
        #expect(letters.map { $0.header("approval-dlq-reason") } == ["expired"])
        await harness.stop()
    }

    @Test func aDefinitionThatIsUnknownSetsAsideThoseThatNameIt() async throws {
        let harness = try RelayHarness {
            $0.execute.syncBurst = .seconds(10)
            $0.execute.definitionWait = .milliseconds(300)
        }
        try await harness.start()
        try await publish(harness, (0..<3).map { Self.update("G-7", $0) } + [Self.check("G-7")], key: "G-7")
        let found = data(await harness.answers.wait(count: 4))
        for number in 0..<3 {
            #expect(outcome(found["G-7-\(number)"]) == "dead_lettered")
            #expect(found["G-7-\(number)"]?["reason"]?["code"]?.stringValue == "definition_unknown")
        }
        #expect(syncs(harness).isEmpty)
        await harness.stop()
    }
}
