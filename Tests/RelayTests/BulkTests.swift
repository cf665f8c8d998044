import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// Live commands beside a backlog of bulk ones, within a quota.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct BulkTests {
    private static let backlog = 300

    private func publish(_ harness: RelayHarness, _ key: String, id: String, isBulk: Bool, time: Int64) throws {
        let text = SampleEvents.event(
            "approval.instance.updated", id: id,
            data: "{\"notify\":false,\"instance\":\(SampleEvents.instance(key, time: time))}",
            extra: isBulk ? ",\"priority\":\"bulk\"" : "")
        try harness.producer.send(
            ProducerRecord(
                topic: harness.settings.topics.events[0], key: Array(key.utf8), value: Array(text.utf8)), tag: 1)
    }

    private func syncs(_ harness: RelayHarness) -> [String] {
        harness.simulator.journal().filter { $0.api == .instanceSync }.compactMap(\.keys.instanceID)
    }

    /// They are set each second.
    private func waitForMetrics(_ harness: RelayHarness, _ patterns: String...) async throws {
        for pattern in patterns {
            let expression = try Regex(pattern.replacing("{", with: "\\{").replacing("}", with: "\\}"))
            while harness.registry.text().firstMatch(of: expression) == nil {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// The backlog would take half a minute; neither a new approval's event nor one of an approval that waits in the backlog waits for it.
    @Test func aLiveEventOvertakesTheBacklog() async throws {
        let harness = try RelayHarness {
            $0.quota.perSecond = 20
            $0.quota.perMinute = 600
        }
        try await harness.start()
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        _ = await harness.answers.wait(count: 1)
        for number in 0..<Self.backlog {
            try publish(harness, "BULK-\(number)", id: "b-\(number)", isBulk: true, time: 1_772_328_600_000)
        }
        // It goes at its pace, and the rest of it waits.
        _ = await harness.answers.wait(count: 21)
        try await waitForMetrics(
            harness, #"approval_relay_calls_waiting{app="default",api="instance.sync",priority="bulk"} [1-9]"#,
            #"approval_relay_quota_part{app="default",api="instance.sync",window="minute"} 600\n"#,
            #"approval_relay_quota_spent{app="default",api="instance.sync"} [1-9]"#)
        let late = "BULK-\(Self.backlog - 1)"
        try publish(harness, "LIVE", id: "live", isBulk: false, time: 1_772_328_600_000)
        try publish(harness, late, id: "late", isBulk: false, time: 1_772_328_700_000)
        let ids: Set<String> = ["live", "late"]
        let answers = await harness.answers.wait { items in
            items.count { $0.json?["data"]?["event"]?["id"]?.stringValue.map(ids.contains) ?? false } == ids.count
        }
        let order = syncs(harness)
        #expect(order.contains("LIVE"))
        // The bulk sync of that approval goes before the live one: order holds for an approval.
        #expect(order.filter { $0 == late }.count == 2)
        #expect(answers.count < Self.backlog / 2, "\(answers.count) answers: the backlog went first")
        await harness.stop()
    }
}
