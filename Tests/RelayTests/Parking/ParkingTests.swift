import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// Commands that wait for long make room for others, and lose neither their order nor themselves.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ParkingTests {
    private static let keys = 20

    /// A sync of one task, which none of the others has.
    static func update(_ instance: String, _ number: Int, code: String = "purchase") -> String {
        let body = SampleEvents.instance(
            instance, code: code, time: 1_772_328_600_000 + Int64(number), tasks: [("t\(number)", "PENDING")])
        return SampleEvents.event(
            "approval.instance.updated", id: "\(instance)-\(number)", data: "{\"notify\":false,\"instance\":\(body)}")
    }

    /// One partition of each topic, two apps, and a window that a held app's commands fill.
    private func start() async throws -> (RelayHarness, TopicCollector) {
        let harness = try RelayHarness(partitions: 1, otherApps: ["other"]) {
            $0.execute.parkBeyond = 5
            $0.execute.window = 30
            $0.execute.parkRound = .seconds(1)
            $0.execute.holdProbe = .seconds(3600)
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(id: "def-default"), key: "purchase")
        try await harness.publish(GroupHoldTests.of(other: SampleEvents.definition(id: "def-other")), key: "purchase")
        _ = await harness.answers.wait(count: 2)
        harness.simulator.inject(GroupHoldTests.permission)
        return (harness, try collector(harness))
    }

    private func collector(_ harness: RelayHarness) throws -> TopicCollector {
        try TopicCollector(
            harness.broker.bootstrapServers, TopicNames(prefix: harness.settings.topics.prefix).parked, partitions: 1)
    }

    private func publish(_ harness: RelayHarness, rounds: Range<Int>) async throws {
        for round in rounds {
            for key in 0..<Self.keys {
                try harness.producer.send(
                    ProducerRecord(
                        topic: harness.settings.topics.events[0], key: Array("k".utf8),
                        value: Array(Self.update("EXP-\(key)", round).utf8)), tag: 1)
            }
        }
        try await harness.publish(GroupHoldTests.of(other: GroupHoldTests.sync("OTHER-\(rounds.lowerBound)")))
    }

    private func isAnswered(_ event: String) -> @Sendable ([TopicCollector.Item]) -> Bool {
        { items in items.contains { $0.json?["data"]?["event"]?["id"]?.stringValue == event } }
    }

    private func release(_ harness: RelayHarness) async throws {
        harness.simulator.removeFaults()
        let register = HoldRegister(harness.settings)
        try await register.release(app: nil, api: nil, try await register.read())
    }

    /// Each command of a key has its version after the one before it, and all their tasks are there.
    private func expectOrder(_ harness: RelayHarness, rounds: Int) throws {
        for key in 0..<Self.keys {
            let versions = harness.simulator.journal().filter {
                $0.api == .instanceSync && $0.status == 200 && $0.keys.instanceID == "EXP-\(key)"
            }.compactMap(\.keys.version)
            #expect(zip(versions, versions.dropFirst()).allSatisfy { $0 < $1 }, "EXP-\(key): \(versions)")
            let instance = try #require(harness.simulator.state().instance("EXP-\(key)"))
            #expect(instance.tasks.count == rounds)
        }
    }

    private func expectAnswered(_ items: [TopicCollector.Item]) {
        let outcomes = items.compactMap { $0.json?["data"]?["outcome"]?.stringValue }
        #expect(outcomes.allSatisfy { $0 == "applied" || $0 == "superseded" })
        #expect(Set(items.compactMap { $0.json?["data"]?["command"]?["id"]?.stringValue }).count == items.count)
    }

    @Test func aHeldAppsCommandsMakeRoomForAnothersAndComeBackInOrder() async throws {
        let (harness, parked) = try await start()
        try await publish(harness, rounds: 0..<4)
        let early = await harness.answers.wait(until: isAnswered("e-OTHER-0"))
        #expect(early.count == 3, "nothing of the held app is answered")
        let names = TopicNames(prefix: harness.settings.topics.prefix)
        let records = await parked.wait(count: 4 * Self.keys - 30)
        let reasons = Set(records.compactMap { $0.header("approval-parked-reason") })
        #expect(reasons.isSubset(of: ["held", "key_order"]) && reasons.contains("held"))
        #expect(records.allSatisfy { $0.header("approval-parked-topic") == names.commands(.instance, .live) })
        for key in Set(records.compactMap(\.key)) {
            let offsets = records.filter { $0.key == key }.compactMap { $0.header("approval-parked-offset") }
                .compactMap { Int($0) }
            #expect(offsets == offsets.sorted())
        }
        #expect(harness.relay.readiness.all.contains { $0.name == "parked" } && harness.relay.readiness.isReady)
        try await release(harness)
        let all = await harness.answers.wait(count: 3 + 4 * Self.keys)
        expectAnswered(all)
        try expectOrder(harness, rounds: 4)
        try await poll { harness.registry.text().contains("approval_relay_parked 0") }
        #expect(!harness.relay.readiness.all.contains { $0.name == "parked" })
        await parked.close()
        await harness.stop()
    }

    @Test func whatIsParkedIsKnownToTheNextOwner() async throws {
        let (harness, parked) = try await start()
        try await publish(harness, rounds: 0..<4)
        _ = await harness.answers.wait(until: isAnswered("e-OTHER-0"))
        _ = await parked.wait(count: 4 * Self.keys - 30)
        await harness.relay.stop()
        let second = try SecondRelay(of: harness)
        try await second.relay.start()
        try await publish(harness, rounds: 4..<6)
        _ = await harness.answers.wait(until: isAnswered("e-OTHER-4"))
        try await release(harness)
        let all = await harness.answers.wait(count: 4 + 6 * Self.keys)
        expectAnswered(all)
        try expectOrder(harness, rounds: 6)
        try await poll { second.registry.text().contains("approval_relay_parked 0") }
        await second.relay.stop()
        await parked.close()
        await harness.stop()
    }

    /// Of two held apps one's commands fill what is read of the parked topic; the other's, behind them, come back when it may call.
    @Test func aReleasedAppDoesNotWaitBehindAnothersParkedCommands() async throws {
        let (harness, parked) = try await start()
        harness.simulator.removeFaults()
        let everybody = Fault(
            .answer(status: 400, code: 99_991_672, message: "Access denied. One of these scopes is required"),
            apis: [.instanceSync])
        harness.simulator.inject(everybody)
        for round in 0..<4 {
            for key in 0..<Self.keys { try await harness.publish(Self.update("EXP-\(key)", round)) }
        }
        for number in 0..<10 {
            try await harness.publish(GroupHoldTests.of(other: GroupHoldTests.sync("OTHER-\(number)")))
        }
        let register = HoldRegister(harness.settings)
        _ = await parked.wait { $0.contains { String(decoding: $0.key ?? [], as: UTF8.self).hasPrefix("other:") } }
        harness.simulator.removeFaults()
        harness.simulator.inject(GroupHoldTests.permission)
        let items = try await register.read()
        let other = try #require(items.first { $0.alias == "other" })
        try await register.release(app: other.app, api: nil, items)
        let answers = await harness.answers.wait(count: 12)
        #expect(answers.count { $0.json?["subject"]?.stringValue?.hasPrefix("OTHER") == true } == 10)
        try await release(harness)
        let all = await harness.answers.wait(count: 12 + 4 * Self.keys)
        expectAnswered(all)
        try expectOrder(harness, rounds: 4)
        await parked.close()
        await harness.stop()
    }

    @Test func aRecordThatNobodyParkedIsADeadLetter() async throws {
        let (harness, parked) = try await start()
        let names = TopicNames(prefix: harness.settings.topics.prefix)
        let wrong: [[RecordHeader]] = [
            [],
            [
                RecordHeader(name: "approval-parked-topic", text: "elsewhere"),
                RecordHeader(name: "approval-parked-offset", text: "7"),
                RecordHeader(name: "approval-parked-since", text: "2026-03-01T01:30:00.000Z"),
            ],
            [
                RecordHeader(name: "approval-parked-topic", text: names.commands(.instance, .live)),
                RecordHeader(name: "approval-parked-offset", text: "-7"),
            ],
        ]
        for headers in wrong {
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(topic: names.parked, partition: 0, key: [65], value: [66], headers: headers))
        }
        let letters = await harness.deadLetters.wait(count: 3)
        #expect(letters.allSatisfy { $0.header("approval-dlq-reason") == "undecodable" && $0.value == [66] })
        #expect(letters.contains { $0.header("approval-dlq-detail")?.contains("elsewhere") == true })
        #expect(letters.contains { $0.header("approval-dlq-detail")?.contains("-7") == true })
        await parked.close()
        await harness.stop()
    }
}
