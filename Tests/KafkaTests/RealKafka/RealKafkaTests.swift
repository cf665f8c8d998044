import Synchronization
import Testing

@testable import Kafka

/// What librdkafka's embedded broker doesn't do as a real one does.
@Suite(.serialized, .enabled(if: RealKafka.isThere), .timeLimit(.minutes(2)))
struct RealKafkaTests {
    private func fill(_ topic: String, partitions: Int32, each count: Int) async throws {
        let producer = try KafkaProducer(properties: RealKafka.properties)
        for number in 0..<count {
            for partition in 0..<partitions {
                await producer.waitForSpace()
                try producer.send(
                    ProducerRecord(topic: topic, partition: partition, value: bytes("\(number)")), tag: 0)
            }
        }
        #expect(await producer.flush(deadline: .seconds(60)) == 0)
        await producer.close(deadline: .seconds(5))
    }

    /// A member that takes whatever it is given and counts what it reads.
    private func member(
        of topic: String, _ properties: KafkaProperties, _ tally: Tally, _ events: Recorder<ConsumerEvent<String>>
    ) throws -> KafkaConsumer<ScriptedHandler> {
        try KafkaConsumer(properties: properties, subscription: [topic]) {
            ScriptedHandler(events) { event, consumer in
                ScriptedHandler.takeAll(event, consumer)
                if case .records(let batch) = event { tally.add(batch) }
            }
        }
    }

    private func failure<Value>(_ result: Result<Value, KafkaError>?) -> KafkaError.Code? {
        guard case .failure(let error)? = result else { return nil }
        return error.code
    }

    @Test func createsAndDescribesTopics() async throws {
        let admin = try KafkaAdmin(properties: RealKafka.properties)
        let topic = RealKafka.name("admin")
        let new = NewTopic(name: topic, partitions: 3, settings: ["cleanup.policy": "compact"])
        let invalid = NewTopic(name: topic + "-invalid", partitions: 1, settings: ["cleanup.policy": "nonsense"])
        let unreplicable = NewTopic(name: topic + "-many", partitions: 1, replicationFactor: 99)
        let results = try await admin.createTopics([new, invalid, unreplicable])
        try #require(results[topic]).get()
        #expect(failure(results[invalid.name]) == .invalidConfig)
        #expect(failure(results[unreplicable.name]) == .invalidReplicationFactor)
        let again = try await admin.createTopics([new])
        #expect(failure(again[topic]) == .topicAlreadyExists)
        let described = try await admin.describeTopics([topic, topic + "-none"])
        #expect(described[topic]?.partitionCount == 3)
        #expect(described[topic + "-none"]?.exists == false)
        let settings = try await admin.describeConfigs(topics: [topic, topic + "-none"])
        let own = try #require(settings[topic]).get()
        #expect(own["cleanup.policy"] == "compact")
        #expect(own["retention.ms"] != nil)
        #expect(failure(settings[topic + "-none"]) == .unknownTopicOrPartition)
        await admin.close()
    }

    @Test func keepsFourKilobytesOfMetadataAndRefusesMore() async throws {
        let topic = try await RealKafka.makeTopic("metadata", partitions: 1)
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try KafkaConsumer(properties: RealKafka.group(), subscription: [topic]) {
            ScriptedHandler(events)
        }
        let (partitions, generation) = try #require(await events.firstAssignment())
        let metadata = String(repeating: "x", count: 4096)
        consumer.commit([partitions[0]: CommitOffset(offset: 5, metadata: metadata)], generation: generation)
        #expect(await events.firstCommit()?.isAccepted == true)
        let known = try await consumer.committed(partitions)
        #expect(known[partitions[0]] == CommittedOffset(offset: 5, metadata: metadata))
        consumer.commit([partitions[0]: CommitOffset(offset: 6, metadata: metadata + "y")], generation: generation)
        let refused = await events.first { event -> KafkaError? in
            if case .committed(let result) = event { result.offsets.values.first?.error } else { nil }
        }
        #expect(refused?.code == .offsetMetadataTooLarge)
        await consumer.close(deadline: .seconds(5))
    }

    /// Each record is done by exactly one of two members, though the second comes in the middle, and the first drains.
    @Test func aDrainedRebalanceRepeatsNothing() async throws {
        let topic = try await RealKafka.makeTopic("drain", partitions: 4)
        try await fill(topic, partitions: 4, each: 500)
        let properties = RealKafka.group()
        let tally = Tally()
        let events = Recorder<ConsumerEvent<String>>()
        let slow: KafkaProperties = ["fetch.message.max.bytes": "4096", "queued.min.messages": "1"]
        let first = try KafkaConsumer(properties: properties.merging(slow), subscription: [topic]) {
            ScriptedHandler(events) { event, consumer in
                ScriptedHandler.takeAndKeep(event, consumer)
                if case .records(let batch) = event { tally.add(batch) }
            }
        }
        await tally.wait(for: 100)
        let others = Recorder<ConsumerEvent<String>>()
        let second = try member(of: topic, properties, tally, others)
        let revoke = try #require(await events.firstRevoke())
        #expect(!revoke.isLost)
        first.commit(tally.ends, generation: revoke.generation)
        first.completeRevoke(generation: revoke.generation)
        let commit = await events.firstCommit()
        #expect(commit?.isAccepted == true)
        let taken = try #require(await others.firstAssignment())
        #expect(taken.partitions.count == 2)
        await tally.wait(for: 2000)
        let expected: [Int64] = (0..<500).map { Int64($0) }
        for (partition, offsets) in tally.all { #expect(offsets == expected, "\(partition)") }
        first.completeRevoke(generation: revoke.generation)
        await second.close(deadline: .seconds(5))
        await first.close(deadline: .seconds(5))
    }

    /// A partition that was paused when it was given up, and that comes back, is fetched from: who takes it up knows of no pause.
    @Test(.timeLimit(.minutes(1))) func aPauseEndsWithTheAssignment() async throws {
        let topic = try await RealKafka.makeTopic("paused", partitions: 4)
        try await fill(topic, partitions: 4, each: 500)
        let properties = RealKafka.group()
        let tally = Tally()
        let events = Recorder<ConsumerEvent<String>>()
        let slow: KafkaProperties = ["fetch.message.max.bytes": "4096", "queued.min.messages": "1"]
        let all = (0..<4).map { TopicPartition(topic: topic, partition: $0) }
        let first = try KafkaConsumer(properties: properties.merging(slow), subscription: [topic]) {
            ScriptedHandler(events) { event, consumer in
                ScriptedHandler.takeAndKeep(event, consumer)
                if case .records(let batch) = event {
                    tally.add(batch)
                    if events.elements.contains(where: { if case .revoked = $0 { true } else { false } }) { return }
                    consumer.pause(all)
                }
            }
        }
        await tally.wait(for: 1)
        let others = Recorder<ConsumerEvent<String>>()
        let second = try member(of: topic, properties, tally, others)
        let revoke = try #require(await events.firstRevoke())
        first.commit(tally.ends, generation: revoke.generation)
        first.completeRevoke(generation: revoke.generation)
        await tally.wait(for: 2000)
        let expected: [Int64] = (0..<500).map { Int64($0) }
        for (partition, offsets) in tally.all { #expect(offsets == expected, "\(partition)") }
        await second.close(deadline: .seconds(5))
        await first.close(deadline: .seconds(5))
    }

    /// Pausing throws away what librdkafka has prefetched; it has to come again, once.
    @Test func pausingLosesAndRepeatsNothing() async throws {
        let topic = try await RealKafka.makeTopic("pause", partitions: 2)
        try await fill(topic, partitions: 2, each: 20_000)
        let zero = TopicPartition(topic: topic, partition: 0)
        let one = TopicPartition(topic: topic, partition: 1)
        var options = ConsumerOptions()
        options.maximumBatchCount = 97
        let batches = Recorder<Int>()
        let tally = Tally()
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try KafkaConsumer(
            properties: RealKafka.properties, assignment: ManualAssignment([zero: .beginning, one: .beginning]),
            options: options
        ) {
            ScriptedHandler(events) { event, consumer in
                if case .tick = event { consumer.resume([zero, one]) }
                guard case .records(let batch) = event else { return }
                tally.add(batch)
                batches.append(batch.count)
                let number = batches.elements.count
                if number % 20 == 0 { consumer.pause([zero, one]) }
                if number % 33 == 0 { consumer.pause([one]) }
            }
        }
        await tally.wait(for: 40_000)
        let expected: [Int64] = (0..<20_000).map { Int64($0) }
        for (partition, offsets) in tally.all { #expect(offsets == expected, "\(partition)") }
        await consumer.close(deadline: .seconds(5))
    }

    @Test func carriesLargeAndOddRecords() async throws {
        let topic = try await RealKafka.makeTopic("odd", partitions: 1)
        let large: [UInt8] = (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let producer = try KafkaProducer(properties: RealKafka.properties)
        _ = try await producer.sendAndWait(ProducerRecord(topic: topic, key: [], value: nil))
        _ = try await producer.sendAndWait(ProducerRecord(topic: topic, value: []))
        _ = try await producer.sendAndWait(
            ProducerRecord(
                topic: topic, value: large,
                headers: [RecordHeader(name: "n", value: nil), RecordHeader(name: "e", value: [])]))
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try KafkaConsumer(
            properties: RealKafka.properties.merging(["enable.partition.eof": "true"]),
            assignment: ManualAssignment([TopicPartition(topic: topic, partition: 0): .beginning])
        ) { ScriptedHandler(events) }
        let end = await events.first { event -> Int64? in
            if case .endOfPartition(_, let offset) = event { offset } else { nil }
        }
        #expect(end == 3)
        let records = events.records
        #expect(records.map(\.keyBytes) == [[], nil, nil] as [[UInt8]?])
        #expect(records.map(\.valueBytes) == [nil, [], large] as [[UInt8]?])
        #expect(records.last?.headers[last: "n"] == .some(nil))
        #expect(records.last?.headers[last: "e"]??.isEmpty == true)
        await consumer.close(deadline: .seconds(5))
        await producer.close(deadline: .seconds(5))
    }

    @Test func findsTopicsThatAppearLater() async throws {
        let stem = RealKafka.name("later")
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try KafkaConsumer(
            properties: RealKafka.group(["topic.metadata.refresh.interval.ms": "500"]), subscription: ["^\(stem)-.*"]
        ) { ScriptedHandler(events) }
        let admin = try KafkaAdmin(properties: RealKafka.properties)
        for number in 1...2 {
            let topic = "\(stem)-\(number)"
            let created = try await admin.createTopics([NewTopic(name: topic, partitions: 1)])
            try created[topic]?.get()
            await events.wait { events in
                events.contains { event in
                    if case .assigned(let partitions, _) = event { partitions.count == number } else { false }
                }
            }
        }
        await admin.close()
        await consumer.close(deadline: .seconds(5))
    }

    @Test func reportsLag() async throws {
        let topic = try await RealKafka.makeTopic("lag", partitions: 1)
        try await fill(topic, partitions: 1, each: 10)
        let events = Recorder<ConsumerEvent<String>>()
        let partition = TopicPartition(topic: topic, partition: 0)
        let consumer = try KafkaConsumer(
            properties: RealKafka.group(["statistics.interval.ms": "200"]), subscription: [topic]
        ) { ScriptedHandler(events) }
        _ = await events.waitForRecords(10)
        let generation = try #require(await events.firstAssignment()).generation
        consumer.commit([partition: CommitOffset(offset: 4)], generation: generation)
        let statistics = await events.first { event -> ConsumerStatistics? in
            guard case .statistics(let statistics) = event,
                statistics.partitions[partition]?.committedOffset == 4
            else { return nil }
            return statistics
        }
        #expect(statistics?.partitions[partition]?.lag == 6)
        #expect(statistics?.brokers.contains { $0.isUp } == true)
        await consumer.close(deadline: .seconds(5))
    }
}
