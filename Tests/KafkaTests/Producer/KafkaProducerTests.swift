import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1)))
struct KafkaProducerTests {
    private func makeProducer(
        _ broker: EmbeddedBroker, _ extra: KafkaProperties = [:], _ options: ProducerOptions = ProducerOptions()
    ) throws -> KafkaProducer {
        try KafkaProducer(properties: broker.properties.merging(["linger.ms": "1"]).merging(extra), options: options)
    }

    @Test func reportsEveryRecordByItsTag() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 4)])
        let deliveries = Recorder<Delivery>()
        var options = ProducerOptions()
        options.deliveries = { for delivery in $0 { deliveries.append(delivery) } }
        let producer = try makeProducer(broker, [:], options)
        for tag in 0..<1000 as Range<UInt64> {
            let record = ProducerRecord(topic: "t", key: Array("k\(tag % 37)".utf8), value: Array("v\(tag)".utf8))
            try producer.send(record, tag: tag)
        }
        #expect(await producer.flush(deadline: .seconds(20)) == 0)
        let all = await deliveries.wait { $0.count >= 1000 }
        #expect(all.allSatisfy { $0.error == nil && $0.persistence == .yes })
        #expect(Set(all.map(\.tag)) == Set(0..<1000))
        for delivery in all {
            let key = Array("k\(delivery.tag % 37)".utf8)
            #expect(delivery.partition == Murmur2.partition(forKey: key.span, count: 4))
        }
        await producer.close(deadline: .seconds(5))
        #expect(throws: KafkaError.self) { try producer.send(ProducerRecord(topic: "t"), tag: 1) }
    }

    @Test func waitsForSingleRecords() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 2)])
        let producer = try makeProducer(broker)
        for expected in 0..<5 as Range<Int64> {
            let (partition, offset) = try await producer.sendAndWait(
                ProducerRecord(topic: "t", partition: 1, value: [1]))
            #expect(partition == 1)
            #expect(offset == expected)
        }
        let error = await #expect(throws: KafkaError.self) {
            try await producer.sendAndWait(ProducerRecord(topic: "t", partition: 7, value: [1]))
        }
        #expect(error?.code == .unknownPartition)
        await producer.close(deadline: .seconds(5))
        await #expect(throws: KafkaError.self) { try await producer.sendAndWait(ProducerRecord(topic: "t")) }
    }

    @Test func refusesWhatIsTooLargeAndWhatItCanNotName() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let producer = try makeProducer(broker, ["message.max.bytes": "1000"])
        let large = #expect(throws: KafkaError.self) {
            try producer.send(ProducerRecord(topic: "t", value: Array(repeating: 0, count: 2000)), tag: 1)
        }
        #expect(large?.code == .messageSizeTooLarge)
        for topic in ["", "a\u{0}b"] {
            let unnamed = #expect(throws: KafkaError.self) { try producer.send(ProducerRecord(topic: topic), tag: 1) }
            #expect(unnamed?.code == .invalidArgument)
        }
        #expect(throws: KafkaError.self) { try producer.send(ProducerRecord(topic: "t"), tag: 1 << 63) }
        #expect(producer.queueLength == 0)
        await producer.close(deadline: .seconds(5))
    }

    @Test func aFullQueueIsAnErrorAndSpaceCanBeAwaited() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        try broker.setRoundTrip(broker: 1, .milliseconds(20))
        let producer = try makeProducer(
            broker, ["queue.buffering.max.messages": "10", "enable.idempotence": "false"])
        var refused = 0
        var sent = 0
        while sent < 100 {
            do {
                try producer.send(ProducerRecord(topic: "t", value: [1]), tag: 1)
                sent += 1
            } catch {
                #expect(error.code == .queueFull)
                #expect(error.isRetriable)
                refused += 1
                await producer.waitForSpace()
                #expect(producer.queueLength < 10)
            }
        }
        #expect(refused > 0)
        #expect(await producer.flush(deadline: .seconds(20)) == 0)
        await producer.close(deadline: .seconds(5))
    }

    @Test func closingReportsWhatCouldNotBeDelivered() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let deliveries = Recorder<Delivery>()
        let errors = Recorder<KafkaError>()
        var options = ProducerOptions()
        options.deliveries = { for delivery in $0 { deliveries.append(delivery) } }
        options.onError = { errors.append($0) }
        let producer = try makeProducer(broker, [:], options)
        _ = try await producer.sendAndWait(ProducerRecord(topic: "t"))
        try broker.takeDown(broker: 1)
        let records = [
            ProducerRecord(topic: "t", key: [1], value: [2, 3]), ProducerRecord(topic: "t", key: nil, value: []),
            ProducerRecord(topic: "t", key: [], value: nil),
        ]
        for (tag, record) in records.enumerated() { try producer.send(record, tag: UInt64(tag)) }
        #expect(await producer.flush(deadline: .milliseconds(50)) == 3)
        await producer.close(deadline: .milliseconds(200))
        let failed = await deliveries.wait { $0.count == 3 }
        #expect(failed.allSatisfy { $0.error != nil && $0.persistence != .yes })
        // What failed comes back as it was sent.
        for delivery in failed {
            let record = records[Int(delivery.tag)]
            #expect(delivery.returned?.key == record.key)
            #expect(delivery.returned?.value == record.value)
        }
        #expect(await producer.flush(deadline: .seconds(1)) == 0)
    }

    @Test func sayssOnceThatNoBrokerCanBeReached() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let errors = Recorder<KafkaError>()
        let lines = Recorder<KafkaLogLine>()
        var options = ProducerOptions()
        options.onError = { errors.append($0) }
        options.log = { lines.append($0) }
        let producer = try makeProducer(
            broker, ["reconnect.backoff.ms": "1", "reconnect.backoff.max.ms": "10"], options)
        _ = try await producer.sendAndWait(ProducerRecord(topic: "t"))
        try broker.takeDown(broker: 1)
        await errors.wait { $0.contains { $0.code == .allBrokersDown } }
        try broker.bringUp(broker: 1)
        _ = try await producer.sendAndWait(ProducerRecord(topic: "t"))
        #expect(errors.elements.filter { $0.code == .allBrokersDown }.count == 1)
        #expect(errors.elements.allSatisfy { !$0.isFatal })
        await producer.close(deadline: .seconds(5))
    }

    @Test func retriesWhatABrokerRefusesForAWhile() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let producer = try makeProducer(broker, ["retry.backoff.ms": "10"])
        broker.fail(.produce, with: [.notLeaderForPartition, .requestTimedOut, .transport])
        let (_, offset) = try await producer.sendAndWait(ProducerRecord(topic: "t", value: [1]))
        #expect(offset >= 0)
        await producer.close(deadline: .seconds(5))
    }

    @Test func knowsPartitionCountsWithoutCreatingTopics() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 7)])
        let producer = try makeProducer(broker)
        #expect(try await producer.partitionCount(topic: "t") == 7)
        for _ in 0..<2 {
            let error = await #expect(throws: KafkaError.self) { try await producer.partitionCount(topic: "none") }
            #expect(error?.code == .unknownTopicOrPartition)
        }
        await producer.close(deadline: .seconds(5))
    }

    @Test func sendsBuffersOfTheCallers() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let producer = try makeProducer(broker)
        let bytes = Array("abc".utf8)
        let empty: [UInt8] = []
        try producer.send(topic: "t", key: bytes.span, value: bytes.span, tag: 1)
        try producer.send(topic: "t", key: nil, value: bytes.span, tag: 2)
        try producer.send(topic: "t", key: empty.span, value: nil, tag: 3)
        try producer.send(topic: "t", key: nil, value: empty.span, tag: 4)
        #expect(await producer.flush(deadline: .seconds(10)) == 0)
        let records = try await readAll("t", from: broker, count: 4)
        #expect(records.map(\.keyBytes) == [bytes, nil, [], nil] as [[UInt8]?])
        #expect(records.map(\.valueBytes) == [bytes, bytes, nil, []] as [[UInt8]?])
        await producer.close(deadline: .seconds(5))
    }
}
