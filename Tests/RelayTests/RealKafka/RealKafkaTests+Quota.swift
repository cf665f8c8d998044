import FeishuSimulator
import JSON
import Testing

@testable import Relay

extension RealKafkaTests {
    /// Processes that come and go share one limit: a Feishu that counts strictly refuses none of their calls, and all are made.
    @Test func processesThatComeAndGoExceedNoLimit() async throws {
        let limits: (inout RelayConfiguration) -> Void = {
            $0.quota.perSecond = 12
            $0.quota.perMinute = 240
        }
        try await RealKafkaHarness.run("quota", partitions: 6, change: limits) { harness in
            harness.simulator.changeSettings { $0.defaultRateLimit = RateLimit(perSecond: 12, perMinute: 240) }
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            let total = 150
            for number in 0..<total {
                let body = SampleEvents.instance("Q-\(number)", time: 1_772_328_600_000)
                try await harness.publish(
                    SampleEvents.event(
                        "approval.instance.submitted", id: "q-\(number)",
                        data: "{\"instance\":\(body),\"notify\":false}"),
                    key: "Q-\(number)")
            }
            _ = try await harness.answers(20)
            try await harness.startRelay()
            _ = try await harness.answers(70)
            await first.stop()
            let answers = try await harness.answers(1 + total)
            #expect(answers.allSatisfy { $0.outcome == "applied" })
            let syncs = harness.simulator.journal().filter { $0.api == .instanceSync }
            #expect(syncs.count { $0.status == 429 } == 0)
            #expect(syncs.count == total)
            // Each says what it spent, and the one that has ended made way.
            let reports = try await harness.records(of: harness.names.control) { items in
                items.contains { item in
                    item.key.map { String(decoding: $0, as: UTF8.self).hasPrefix("quota:") } == true
                        && item.json?["final"]?.bool == true
                }
            }
            #expect(!reports.isEmpty)
        }
    }
}
