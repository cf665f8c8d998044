import Synchronization
import Testing

@testable import Kafka

/// One group at a time: the embedded broker takes seconds to form one, and its timing is generous only when it isn't
/// busy.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ConsumerGroupTests {
    private let broker: EmbeddedBroker
    private let t0 = TopicPartition(topic: "t", partition: 0)

    init() throws {
        broker = try EmbeddedBroker(topics: [("t", 2), ("other", 1), ("prefix-a", 1), ("prefix-b", 1)])
    }

    private func properties(_ group: String) -> KafkaProperties {
        broker.properties.merging([
            "group.id": group, "session.timeout.ms": "4000", "heartbeat.interval.ms": "200", "fetch.wait.max.ms": "10",
        ])
    }

    private func fill(_ topics: [String]) async throws {
        let producer = try KafkaProducer(properties: broker.properties.merging(["linger.ms": "0"]))
        for topic in topics {
            _ = try await producer.sendAndWait(ProducerRecord(topic: topic, partition: 0, value: Array(topic.utf8)))
        }
        await producer.close(deadline: .seconds(5))
    }

    private func member(
        _ group: String, _ events: Recorder<ConsumerEvent<String>>, subscription: [String] = ["t"],
        _ script: @escaping ScriptedHandler.Script = ScriptedHandler.takeAll
    ) throws -> KafkaConsumer<ScriptedHandler> {
        try KafkaConsumer(properties: properties(group), subscription: subscription) {
            ScriptedHandler(events, script)
        }
    }

    @Test func commitsWithMetadataAndStartsThereAgain() async throws {
        try await fill(["t", "t", "t"])
        let metadata = String(repeating: "m", count: 4096)
        let events = Recorder<ConsumerEvent<String>>()
        let first = try member("g", events)
        let assignment = try #require(await events.firstAssignment())
        #expect(Set(assignment.partitions) == [t0, TopicPartition(topic: "t", partition: 1)])
        _ = await events.waitForRecords(3)
        let sent = ContinuousClock.now
        first.commit([t0: CommitOffset(offset: 2, metadata: metadata)], generation: assignment.generation)
        let commit = try #require(await events.firstCommit())
        #expect(commit.isAccepted)
        #expect(commit.offsets[t0]?.offset == 2)
        #expect(commit.generation == assignment.generation)
        #expect(commit.sentAt >= sent && commit.sentAt <= .now)
        let known = try await first.committed([t0, TopicPartition(topic: "t", partition: 1)])
        #expect(known[t0] == CommittedOffset(offset: 2, metadata: metadata))
        #expect(known[TopicPartition(topic: "t", partition: 1)]?.offset == nil)
        // A number of the future, and a partition of somebody else's.
        first.commit([t0: CommitOffset(offset: 3)], generation: assignment.generation + 1)
        first.commit([TopicPartition(topic: "x", partition: 0): CommitOffset(offset: 1)], generation: 1)
        await events.wait { events in
            events.count { if case .committed(let result) = $0 { !result.isAccepted } else { false } } == 2
        }
        await first.close(deadline: .seconds(10))
        #expect(await events.firstRevoke()?.partitions.count == 2)
        let again = Recorder<ConsumerEvent<String>>()
        let second = try member("g", again)
        #expect(await again.waitForRecords(1).map(\.offset) == [2])
        await second.close(deadline: .seconds(10))
    }

    @Test func theGroupWaitsForADrainThatIsLate() async throws {
        try await fill(["t"])
        let events = Recorder<ConsumerEvent<String>>()
        // The first revoke is answered by the test, later ones at once: on a busy machine the group may rebalance once more.
        let isKept = Mutex(false)
        let first = try member("drain", events) { event, consumer in
            switch event {
            case .assigned(_, let generation): consumer.completeAssignment(generation: generation)
            case .revoked(_, let generation, _):
                if isKept.withLock({ kept in
                    defer { kept = true }
                    return kept
                }) {
                    consumer.completeRevoke(generation: generation)
                }
            default: break
            }
        }
        let assignment = try #require(await events.firstAssignment())
        let others = Recorder<ConsumerEvent<String>>()
        let second = try member("drain", others)
        let revoke = try #require(await events.firstRevoke())
        #expect(!revoke.isLost)
        #expect(revoke.generation > assignment.generation)
        #expect(Set(revoke.partitions) == Set(assignment.partitions))
        // Still ours: nobody else has anything.
        let messages = Recorder<Int>()
        for _ in 0..<5 { messages.append(1) }
        #expect(!others.elements.contains { if case .assigned = $0 { true } else { false } })
        // A stale answer does nothing, the right one lets the group go on.
        first.completeRevoke(generation: assignment.generation)
        first.completeRevoke(generation: revoke.generation)
        first.completeRevoke(generation: revoke.generation)
        // A member that comes back late lets the other one have all until the next rebalance.
        let theirs = try #require(await others.firstAssignment(of: 1))
        let ours = try #require(await events.firstAssignment(after: revoke.generation, of: 1))
        #expect(Set(theirs.partitions).isDisjoint(with: ours.partitions))
        // What was done before the rebalance isn't committed after it.
        first.commit([ours.partitions[0]: CommitOffset(offset: 1)], generation: assignment.generation)
        #expect(await events.firstCommit()?.error?.code == .illegalGeneration)
        await second.close(deadline: .seconds(10))
        await first.close(deadline: .seconds(5))
    }

    @Test func subscribesByExpressionAndLeavesOthersAlone() async throws {
        try await fill(["prefix-a", "prefix-b", "other"])
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try member("regex", events, subscription: ["^prefix-.*"])
        let records = await events.waitForRecords(2)
        #expect(Set(records.map(\.topic)) == ["prefix-a", "prefix-b"])
        await consumer.close(deadline: .seconds(10))
    }

    @Test func anUnansweredRevokeDoesNotHoldUpAClose() async throws {
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try member("close", events, ScriptedHandler.takeAndKeep)
        _ = try #require(await events.firstAssignment())
        let start = ContinuousClock.now
        await consumer.close(deadline: .seconds(2))
        #expect(ContinuousClock.now - start < .seconds(4))
        #expect(await events.firstRevoke()?.partitions.count == 2)
    }

    @Test func anUnansweredAssignmentDoesNotHoldUpAClose() async throws {
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try member("unanswered", events) { _, _ in }
        _ = try #require(await events.firstAssignment())
        let start = ContinuousClock.now
        await consumer.close(deadline: .seconds(3))
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func commitsMadeInTheDrainOfACloseAreAccepted() async throws {
        try await fill(["t"])
        let events = Recorder<ConsumerEvent<String>>()
        let partition = t0
        let consumer = try member("last", events) { event, consumer in
            ScriptedHandler.takeAndKeep(event, consumer)
            if case .revoked(_, let generation, _) = event {
                consumer.commit([partition: CommitOffset(offset: 1)], generation: generation)
                consumer.completeRevoke(generation: generation)
            }
        }
        _ = await events.waitForRecords(1)
        await consumer.close(deadline: .seconds(10))
        // The embedded broker refuses commits while a group rebalances; leaving isn't that.
        #expect(await events.firstCommit()?.isAccepted == true)
    }

    @Test func saysWhichTopicDoesNotExist() async throws {
        let events = Recorder<ConsumerEvent<String>>()
        let broker = self.broker
        broker.setError(.topicAuthorizationFailed, forTopic: "other")
        let consumer = try member("unknown", events, subscription: ["other"])
        let error = await events.first { event -> KafkaError? in
            if case .error(let error) = event { error } else { nil }
        }
        #expect(error?.code == .topicAuthorizationFailed)
        #expect(error?.description.contains("other") == true)
        await consumer.close(deadline: .seconds(5))
    }
}
