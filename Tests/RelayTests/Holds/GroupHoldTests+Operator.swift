import Delivery
import FeishuSimulator
import Foundation
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

extension GroupHoldTests {
    static let permission = Fault(
        .answer(status: 400, code: 99_991_672, message: "Access denied. One of these scopes is required"),
        apis: [.instanceSync], app: "cli_simulator")

    /// Two processes, two apps with a definition each.
    static func start(
        change: @escaping (inout RelayConfiguration) -> Void
    ) async throws -> (RelayHarness, SecondRelay) {
        let harness = try RelayHarness(partitions: 4, otherApps: ["other"], change: change)
        let second = try SecondRelay(of: harness)
        try await SecondRelay.start(harness, with: second)
        try await harness.publish(SampleEvents.definition(id: "def-default"), key: "purchase")
        try await harness.publish(
            of(other: SampleEvents.definition(id: "def-other")), key: "purchase")
        _ = await harness.answers.wait(count: 2)
        return (harness, second)
    }

    static func of(other event: String) -> String {
        event.replacing("\"specversion\"", with: "\"app\":\"other\",\"specversion\"")
    }

    static func stop(_ harness: RelayHarness, _ second: SecondRelay) async {
        await second.relay.stop()
        await harness.stop()
    }

    private func syncs(_ harness: RelayHarness, of app: String) -> [JournalEntry] {
        harness.simulator.journal().filter { $0.api == .instanceSync && $0.app == app }
    }

    @Test func aMissingPermissionHoldsOneAppInEveryProcessUntilItIsThere() async throws {
        let (harness, second) = try await Self.start { $0.execute.holdProbe = .seconds(1) }
        harness.simulator.inject(Self.permission)
        for number in 0..<8 { try await harness.publish(Self.sync("EXP-\(number)"), key: "EXP-\(number)") }
        for log in [harness.log, second.log] { _ = await log.first { $0.message == Self.heldBack } }
        let held = #"approval_relay_held{app="default",api="instance.sync",reason="permission"}"#
        for (relay, registry) in [(harness.relay, harness.registry), (second.relay, second.registry)] {
            #expect(registry.text().contains(held + " 1"))
            let check = relay.readiness.all.first { $0.name == "hold default instance.sync" }?.check
            #expect(check?.detail.contains("grant the app") == true && relay.readiness.isReady)
        }
        // The other app goes on.
        for number in 0..<20 {
            try await harness.publish(Self.of(other: Self.sync("OTHER-\(number)")), key: "OTHER-\(number)")
        }
        let answers = await harness.answers.wait(count: 22)
        #expect(answers.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        #expect(!answers.contains { $0.json?["subject"]?.stringValue == "EXP-0" })
        // One process tries, once in an interval.
        let start = ContinuousClock.now
        let known = syncs(harness, of: "cli_simulator").count
        try await poll { syncs(harness, of: "cli_simulator").count >= known + 3 }
        #expect(ContinuousClock.now - start >= .milliseconds(1900))
        harness.simulator.removeFaults()
        let all = await harness.answers.wait(count: 30)
        #expect(all.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        for (relay, registry) in [(harness.relay, harness.registry), (second.relay, second.registry)] {
            try await poll { registry.text().contains(held + " 0") }
            #expect(!relay.readiness.all.contains { $0.name.hasPrefix("hold") })
        }
        // Before the hold was known each process may have tried with all that it had; then one by one.
        let refused = syncs(harness, of: "cli_simulator").filter { $0.status == 400 }.map(\.receivedAt.microseconds)
            .sorted()
        let first = try #require(refused.first)
        let later = refused.filter { $0 > first + 900_000 }
        for (one, next) in zip(later, later.dropFirst()) { #expect(next - one >= 900_000) }
        await Self.stop(harness, second)
    }

    @Test func anOperatorsReleaseLiftsAHoldEverywhere() async throws {
        let (harness, second) = try await Self.start { $0.execute.holdProbe = .seconds(3600) }
        harness.simulator.inject(Self.permission)
        for number in 0..<8 { try await harness.publish(Self.sync("EXP-\(number)"), key: "EXP-\(number)") }
        for log in [harness.log, second.log] { _ = await log.first { $0.message == Self.heldBack } }
        let register = HoldRegister(harness.settings)
        let items = try await register.read()
        let item = try #require(items.first)
        #expect(items.count == 1)
        #expect(item.alias == "default" && item.app == "cli_simulator" && item.api == "instance.sync")
        #expect(item.reason == "permission" && item.detail.contains("99991672") && item.tries == 0)
        harness.simulator.removeFaults()
        try await register.release(app: item.app, api: item.api, items)
        let answers = await harness.answers.wait(count: 10)
        #expect(answers.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        #expect(
            Set(syncs(harness, of: "cli_simulator").filter { $0.status == 200 }.compactMap(Self.process)).count == 2)
        let left = try await register.read()
        #expect(left.isEmpty)
        await Self.stop(harness, second)
    }

    @Test func aUsedUpMonthHoldsAllApisOfTheTenant() async throws {
        let (harness, second) = try await Self.start { $0.execute.holdProbe = .seconds(3600) }
        harness.simulator.inject(
            Fault(
                .answer(status: 400, code: 99_991_403, message: "This month's API call quota has been exceeded"),
                apis: [.instanceSync], app: "cli_simulator", count: 1))
        try await harness.publish(Self.sync("EXP-0"), key: "EXP-0")
        for log in [harness.log, second.log] { _ = await log.first { $0.message == Self.heldBack } }
        let before = harness.simulator.journal().filter { !$0.api.isAuthentication }.count
        // A sync and a message each.
        for number in 1...6 {
            try await harness.publish(
                SampleEvents.taskCreated("EXP-\(number)", id: "t-\(number)"), key: "EXP-\(number)")
        }
        for number in 0..<4 {
            try await harness.publish(Self.of(other: Self.sync("OTHER-\(number)")), key: "OTHER-\(number)")
        }
        _ = await harness.answers.wait(count: 6)
        #expect(harness.simulator.journal().filter { !$0.api.isAuthentication }.count == before + 4)
        let items = try await HoldRegister(harness.settings).read()
        #expect(items.map(\.reason) == ["monthly_quota"] && items.first?.api == nil)
        #expect(items.first?.left.map { $0 > .zero && $0 <= .seconds(31 * 86_400) } == true)
        let text = harness.registry.text()
        #expect(text.contains(#"approval_relay_held{app="default",api="*",reason="monthly_quota"} 1"#))
        try await HoldRegister(harness.settings).release(app: nil, api: nil, items)
        let answers = await harness.answers.wait(count: 6 + 1 + 12)
        #expect(answers.allSatisfy { $0.json?["data"]?["outcome"]?.stringValue == "applied" })
        await Self.stop(harness, second)
    }
}
