import ApprovalContract
import Observability
import Testing

@testable import Relay

/// Records that retention deletes before they are read.
extension RealKafkaTests {
    private static let message =
        "records were deleted before they were read: the topic's retention is shorter than the backlog"

    /// What the log says of records of a topic that are gone.
    private static func gone(_ topic: String, _ harness: RealKafkaHarness) -> [LogRecord] {
        harness.log.records.filter {
            $0.level == .error && $0.message == message && $0[LogField.topic] == .string(topic)
        }
    }

    /// The events between the commit and what is left, while no relay ran. Those that are left are all done, also where a group without
    /// a commit would begin at the end.
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool), arguments: ["earliest", "latest"])
    func eventsThatWereDeletedWhileNobodyReadAreCountedAndTheRestIsDone(_ from: String) async throws {
        try await RealKafkaHarness.run("gone", partitions: 1) {
            $0.topics.eventsFrom = from
        } _: { harness in
            let first = try await harness.startRelay()
            try await harness.until { first.readiness.isReady }
            try await harness.publishDefinition()
            _ = try await harness.answers(1)
            await first.stop()
            for number in 1...5 {
                try await harness.publish(Self.update("G-\(number)", id: "g-\(number)"), key: "G-\(number)")
            }
            #expect(try await harness.expire(harness.events) == 6)
            for number in 6...7 {
                try await harness.publish(Self.update("G-\(number)", id: "g-\(number)"), key: "G-\(number)")
            }
            let registry = MetricsRegistry()
            try await harness.startRelay(registry)
            let answers = try await harness.answers(3)
            #expect(answers.compactMap(\.eventID).sorted() == ["def-1", "g-6", "g-7"])
            try await harness.until { !Self.gone(harness.events, harness).isEmpty }
            let said = Self.gone(harness.events, harness)
            #expect(said.count == 1)
            #expect(said[0]["records"] == 5)
            #expect(said[0]["expected"] == 1)
            #expect(said[0]["first"] == 6)
            let count = "approval_relay_records_gone_total{stage=\"route\"} 5"
            #expect(registry.text().contains(count), "\(registry.text())")
        }
    }

    /// Commands that a running relay had not read, since its window was full.
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func commandsThatWereDeletedBeforeARunningRelayReadThemAreCounted() async throws {
        try await RealKafkaHarness.run("gone-running", partitions: 1) {
            $0.execute.window = 1
            $0.execute.definitionWait = .seconds(3600)
        } _: { harness in
            let commands = harness.names.commands(.instance, .live)
            let registry = MetricsRegistry()
            try await harness.startRelay(registry)
            // The first waits for its definition, and fills the window.
            try await harness.publish(Self.update("G-0", id: "g-0"), key: "G-0")
            let waiting = "approval_relay_waiting{stage=\"execute\"} 1"
            try await harness.until { registry.text().contains(waiting) }
            for number in 1...5 {
                try await harness.publish(Self.update("G-\(number)", id: "g-\(number)"), key: "G-\(number)")
            }
            _ = try await harness.records(of: commands) { $0.count == 6 }
            #expect(try await harness.expire(commands) == 6)
            for number in 6...7 {
                try await harness.publish(Self.update("G-\(number)", id: "g-\(number)"), key: "G-\(number)")
            }
            _ = try await harness.records(of: commands) { $0.count == 8 }
            try await harness.publishDefinition()
            let answers = try await harness.answers(4)
            #expect(answers.compactMap(\.eventID).sorted() == ["def-1", "g-0", "g-6", "g-7"])
            try await harness.until { !Self.gone(commands, harness).isEmpty }
            let said = Self.gone(commands, harness)
            #expect(said.count == 1)
            #expect(said[0]["records"] == 5)
            let count = "approval_relay_records_gone_total{stage=\"execute\"} 5"
            #expect(registry.text().contains(count), "\(registry.text())")
        }
    }
}
