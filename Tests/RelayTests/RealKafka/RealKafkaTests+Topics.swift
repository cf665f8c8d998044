import ApprovalContract
import Arguments
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

extension RealKafkaTests {
    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func newPartitionsOfAnEventsTopicAreTakenUp() async throws {
        try await RealKafkaHarness.run("grown", partitions: 2) { configuration in
            configuration.kafka.consumerProperties = [("topic.metadata.refresh.interval.ms", "500")]
        } _: { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(Self.update("G-0", id: "g-0"), key: "G-0")
            _ = try await harness.answers(2)

            try await harness.cluster.grow(harness.events, to: 5)
            // One that knows the new partitions from the start.
            let producer = try KafkaProducer(properties: ["bootstrap.servers": harness.cluster.bootstrapServers])
            for partition in 0..<5 {
                let text = Self.update("G-\(partition)", id: "grown-\(partition)", version: 1)
                _ = try await producer.sendAndWait(
                    ProducerRecord(
                        topic: harness.events, partition: Int32(partition), key: Array("G-\(partition)".utf8),
                        value: Array(text.utf8)))
            }
            let answers = try await harness.answers(7)
            #expect(answers.allSatisfy { $0.outcome == "applied" })
            let partitions = Set(
                answers.filter { $0.eventID?.hasPrefix("grown") == true }
                    .compactMap { $0.json?["data"]?["event"]?["partition"]?.int64 })
            #expect(partitions == [0, 1, 2, 3, 4])
            await producer.close(deadline: .seconds(1))
        }
    }

    /// The start fails as a matter of configuration, with a message that says all of these.
    private func expectRefusal(_ harness: RealKafkaHarness, naming words: [String]) async throws {
        let relay = try harness.makeRelay()
        let error = await #expect(throws: RelayError.self) { try await relay.start() }
        await relay.stop()
        let refusal = try #require(error)
        #expect(refusal.exitCode == .config)
        for word in words { #expect(refusal.message.contains(word), "\(word) is not in: \(refusal.message)") }
    }

    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func topicsOfCommandsThatWereAddedToAreRefusedWithTheWayOut() async throws {
        try await RealKafkaHarness.run("enlarged", partitions: 2) { harness in
            let relay = try await harness.startRelay()
            await relay.stop()
            let prefix = harness.settings.topics.prefix

            // One topic: it differs from the others.
            try await harness.cluster.grow(harness.names.commands(.message, .live), to: 4)
            try await expectRefusal(
                harness,
                naming: [harness.names.commands(.message, .live), "has 4 partitions", "The way out", "docs/topics.md"])

            // All alike: only the control topic knows what they were.
            try await harness.cluster.grow("\(prefix)[.](commands|receipts)[.](definition|instance).*", to: 4)
            try await harness.cluster.grow("\(prefix)[.](commands[.]message[.]bulk|receipts[.]message|parked)", to: 4)
            try await expectRefusal(
                harness, naming: ["have 4 partitions", "were made with 2", "The way out", "docs/topics.md"])
        }
    }

    @Test func topicsOfCommandsWithDifferentCountsAreRefused() async throws {
        try await RealKafkaHarness.run("different", partitions: 3, creates: false) { harness in
            let odd = harness.names.receipts(.message)
            try await harness.createTopics { plan in
                if plan.name == odd { plan.partitions = 2 }
                return true
            }
            try await expectRefusal(
                harness,
                naming: [odd, "has 2 partitions", harness.names.commands(.instance, .live), "has 3", "The way out"])
        }
    }

    @Test func aControlTopicWithMorePartitionsIsRefused() async throws {
        try await RealKafkaHarness.run("control", creates: false) { harness in
            let control = harness.names.control
            try await harness.createTopics { plan in
                if plan.name == control { plan.partitions = 3 }
                return true
            }
            try await expectRefusal(harness, naming: [control, "has 3 partitions", "must have 1"])
        }
    }

    @Test func topicsThatAreMissingAreWaitedForAndSaidOnce() async throws {
        try await RealKafkaHarness.run("missing", creates: false) { configuration in
            configuration.topics.creates = false
        } _: { harness in
            let message = "topics are missing; waiting for them"
            let control = harness.names.control
            let relay = try harness.makeRelay()
            let starting = Task { try await relay.start() }
            defer { starting.cancel() }
            let said = try #require(await harness.log.first { $0.message == message })
            #expect(said.level == .error)
            #expect("\(said.fields)".contains(control), "\(said.fields)")

            // It looks again and again, which readiness shows and the log doesn't.
            try await harness.createTopics { $0.name != control }
            try await harness.until {
                relay.readiness.all.contains { $0.name == "kafka" && $0.check.detail == "\(message): \(control)" }
            }
            #expect(!relay.readiness.isReady)
            try await harness.createTopics { $0.name == control }
            try await starting.value
            #expect(harness.log.records.count { $0.message == message } == 1)

            try await harness.publishDefinition()
            try await harness.publish(Self.update("M-1", id: "m-1"), key: "M-1")
            #expect(try await harness.answers(2).allSatisfy { $0.outcome == "applied" })
            #expect(relay.readiness.isReady, "\(relay.readiness.all)")
        }
    }

    /// The first start says where a group begins, not the second.
    @Test func whatComesBetweenTheFirstStartAtTheEndAndTheNextIsDone() async throws {
        try await RealKafkaHarness.run("latest", partitions: 1) {
            $0.topics.eventsFrom = "latest"
        } _: { harness in
            try await harness.publish(SampleEvents.definition("before", id: "before"), key: "before")
            let first = try await harness.startRelay()
            try await harness.until { first.readiness.isReady }
            await first.stop()
            try await harness.publish(SampleEvents.definition("between", id: "between"), key: "between")
            try await harness.startRelay()
            #expect(try await harness.answers(1).map(\.eventID) == ["between"])
        }
    }
}
