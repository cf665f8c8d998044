import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1)))
struct ManualAssignmentTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    private func fill(_ broker: EmbeddedBroker, _ records: [ProducerRecord]) async throws {
        let producer = try KafkaProducer(properties: broker.properties.merging(["linger.ms": "0"]))
        for record in records { _ = try await producer.sendAndWait(record) }
        await producer.close(deadline: .seconds(5))
    }

    private func makeConsumer(
        _ broker: EmbeddedBroker, _ start: ManualAssignment.Start, _ events: Recorder<ConsumerEvent<String>>,
        _ script: @escaping ScriptedHandler.Script = ScriptedHandler.takeAll
    ) throws -> KafkaConsumer<ScriptedHandler> {
        try KafkaConsumer(
            properties: broker.properties.merging(["fetch.wait.max.ms": "10", "enable.partition.eof": "true"]),
            assignment: ManualAssignment([partition: start])
        ) { ScriptedHandler(events, script) }
    }

    @Test func carriesEveryKindOfRecordUnchanged() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let large = (0..<900_000).map { UInt8(truncatingIfNeeded: $0) }
        try await fill(
            broker,
            [
                ProducerRecord(topic: "t", key: Array("键".utf8), value: Array("value".utf8), timestampMilliseconds: 7),
                ProducerRecord(topic: "t", key: [], value: nil),
                ProducerRecord(topic: "t", key: nil, value: []),
                ProducerRecord(topic: "t", value: large),
                ProducerRecord(
                    topic: "t",
                    headers: [
                        RecordHeader(name: "nil", value: nil), RecordHeader(name: "empty", value: []),
                        RecordHeader(name: "bytes", value: [0xff, 0x00, 0xfe]), RecordHeader(name: "twice", text: "1"),
                        RecordHeader(name: "twice", text: "2"), RecordHeader(name: "名", text: "値"),
                    ]),
            ])
        let records = try await readAll("t", from: broker, count: 5)
        #expect(records.map(\.offset) == [0, 1, 2, 3, 4])
        #expect(records.allSatisfy { $0.topic == "t" && $0.partition == 0 && !$0.headers.isMalformed })
        #expect(records[0].keyBytes == bytes("键"))
        #expect(records[0].timestampMilliseconds == 7)
        #expect(records[1].key?.isEmpty == true)
        #expect(records[1].value == nil)
        #expect(records[2].key == nil)
        #expect(records[2].value?.isEmpty == true)
        #expect(records[3].valueBytes == large)
        let headers = records[4].headers
        #expect(headers.map(\.name) == ["nil", "empty", "bytes", "twice", "twice", "名"])
        #expect(headers[last: "nil"] == .some(nil))
        #expect(headers[last: "empty"]??.isEmpty == true)
        #expect(headers.bytes("bytes") == [0xff, 0x00, 0xfe] as [UInt8])
        #expect(headers.text("twice") == "2")
        #expect(headers.text("名") == "値")
    }

    @Test func readsFromAnOffsetToTheEnd() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        try await fill(broker, (0..<5).map { ProducerRecord(topic: "t", value: [UInt8($0)]) })
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try makeConsumer(broker, .offset(2), events)
        let partition = self.partition
        await events.wait { events in
            events.contains { if case .endOfPartition(partition, 5) = $0 { true } else { false } }
        }
        #expect(events.records.map(\.offset) == [2, 3, 4])
        let watermarks = try await consumer.watermarks(partition)
        #expect(watermarks == Watermarks(low: 0, high: 5))
        await consumer.close(deadline: .seconds(5))
        // Nothing but the end follows a close.
        guard case .closing = events.elements.last else {
            Issue.record("the last event is \(String(describing: events.elements.last))")
            return
        }
        await #expect(throws: KafkaError.self) { try await consumer.watermarks(partition) }
    }

    @Test func givesPostedMessagesInOrderAndInBatches() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try makeConsumer(broker, .end, events)
        for number in 0..<1000 { consumer.post("\(number)") }
        await events.wait { events in
            events.contains { if case .messages(let texts) = $0 { texts.last == "999" } else { false } }
        }
        var posted: [String] = []
        for case .messages(let texts) in events.elements { posted += texts }
        let expected: [String] = (0..<1000).map { "\($0)" }
        #expect(posted == expected)
        await consumer.close(deadline: .seconds(5))
        consumer.post("too late")
    }

    @Test func ticks() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let ticks = Recorder<ContinuousClock.Instant>()
        let consumer = try makeConsumer(broker, .end, Recorder()) { event, _ in
            if case .tick(let now) = event { ticks.append(now) }
        }
        let times = await ticks.wait { $0.count >= 4 }
        #expect(times == times.sorted())
        #expect(consumer.control.sinceLastPoll < .seconds(10))
        await consumer.close(deadline: .seconds(5))
    }

    @Test func hasNoGroupToCommitTo() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try makeConsumer(broker, .end, events)
        consumer.commit([partition: CommitOffset(offset: 1)], generation: 1)
        #expect(await events.firstCommit()?.error?.code == .state)
        await consumer.close(deadline: .seconds(5))
    }

    @Test func neitherLosesNorRepeatsARecordThroughPauseAndResume() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        let partition = self.partition
        let producer = try KafkaProducer(properties: broker.properties.merging(["linger.ms": "0"]))
        let events = Recorder<ConsumerEvent<String>>()
        // Pauses at each batch; the test resumes.
        let consumer = try makeConsumer(broker, .beginning, events) { event, consumer in
            if case .records = event { consumer.pause([partition]) }
        }
        for number in 0..<60 as Range<UInt64> {
            try producer.send(ProducerRecord(topic: "t", value: Array("\(number)".utf8)), tag: number)
            if number % 7 == 0 {
                _ = await producer.flush(deadline: .seconds(10))
                consumer.resume([partition])
                consumer.resume([partition])
            }
        }
        _ = await producer.flush(deadline: .seconds(10))
        while events.records.count < 60 {
            let before = events.records.count
            consumer.resume([partition])
            _ = await events.waitForRecords(before + 1)
        }
        #expect(events.records.map(\.offset) == Array(0..<60))
        await consumer.close(deadline: .seconds(5))
        await producer.close(deadline: .seconds(5))
    }

    @Test func closesInTimeWhenTheBrokerIsGone() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 1)])
        try await fill(broker, [ProducerRecord(topic: "t")])
        let events = Recorder<ConsumerEvent<String>>()
        let consumer = try makeConsumer(broker, .beginning, events)
        _ = await events.waitForRecords(1)
        broker.close()
        let start = ContinuousClock.now
        await consumer.close(deadline: .seconds(3))
        #expect(ContinuousClock.now - start < .seconds(5))
    }
}
