import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

extension RealKafkaTests {
    /// With the right to make topics, it makes that of its answers and waits for the events', which isn't its own.
    @Test func aDryRunMakesItsOwnTopicAndNoOther() async throws {
        try await RealKafkaHarness.run("dry", creates: false) { harness in
            var settings = harness.settings
            settings.dryRun.isEnabled = true
            settings.feishu.apps = []
            let relay = try RelayProcess(
                settings, log: Logger("relay", harness.log), registry: MetricsRegistry(), whenFailed: { _ in })
            async let started: Void = relay.start()
            let topics = harness.names.all + [harness.events]
            func found() async throws -> [String] {
                try await harness.admin.describeTopics(topics).filter(\.value.exists).map(\.key).sorted()
            }
            while try await found() != [harness.names.dryRun] { try await Task.sleep(for: .milliseconds(50)) }
            _ = try await harness.admin.createTopics([NewTopic(name: harness.events, partitions: 2)])
            try await started

            let collector = try TopicCollector(harness.cluster.bootstrapServers, settings.dryRunTopic, partitions: 3)
            try await harness.publish(Self.update("D-1", id: "d-1"), key: "D-1")
            let said = await collector.wait(count: 1)
            #expect(said[0].json?["data"]?["outcome"]?.stringValue == "would_call")
            #expect(try await found() == [harness.names.dryRun, harness.events])
            #expect(harness.simulator.journal().isEmpty)
            await collector.close()
            await relay.stop()
        }
    }
}
