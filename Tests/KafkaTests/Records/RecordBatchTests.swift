import Testing

@testable import Kafka

struct RecordBatchTests {
    @Test func keepsNilAndEmptyApart() {
        let tombstone = ConsumerRecord(topic: "t", key: [], value: nil)
        #expect(tombstone.key?.isEmpty == true)
        #expect(tombstone.value == nil)
        let empty = ConsumerRecord(topic: "t", key: nil, value: [])
        #expect(empty.key == nil)
        #expect(empty.value?.isEmpty == true)
        #expect(empty.timestampMilliseconds == nil)
    }

    @Test func recordsShareOneBufferAndKeepTheirParts() {
        var builder = RecordBatchBuilder()
        for number in 0..<10 {
            builder.append(
                topic: number % 2 == 0 ? "even" : "odd", partition: Int32(number % 3), offset: Int64(number),
                timestamp: 5, key: Array("k\(number)".utf8), value: [UInt8](repeating: UInt8(number), count: number),
                headers: (0..<number).map { RecordHeader(name: "h\($0)", text: "v\(number)") })
        }
        let batch = builder.take()
        #expect(builder.isEmpty)
        #expect(batch.count == 10)
        for (number, record) in batch.enumerated() {
            #expect(record.topic == (number % 2 == 0 ? "even" : "odd"))
            #expect(record.offset == Int64(number))
            #expect(record.keyBytes == bytes("k\(number)"))
            let value = [UInt8](repeating: UInt8(number), count: number)
            #expect(record.valueBytes == value)
            #expect(record.headers.count == number)
            let names: [String] = (0..<number).map { "h\($0)" }
            #expect(record.headers.map(\.name) == names)
            let text = bytes("v\(number)")
            #expect(record.headers.allSatisfy { bytes(of: $0.value) == text })
        }
        #expect(batch.byteCount == batch.reduce(0) { $0 + $1.byteCount })
    }

    @Test func findsTheLastHeaderOfAName() {
        let record = ConsumerRecord(
            topic: "t",
            headers: [
                RecordHeader(name: "a", text: "1"), RecordHeader(name: "ab", text: "x"),
                RecordHeader(name: "a", text: "2"), RecordHeader(name: "none", value: nil),
                RecordHeader(name: "empty", value: []), RecordHeader(name: "bytes", value: [0xff, 0]),
            ])
        #expect(record.headers.text("a") == "2")
        #expect(record.headers[last: "b"] == nil)
        #expect(record.headers[last: "none"] == .some(nil))
        #expect(record.headers[last: "empty"]??.isEmpty == true)
        #expect(record.headers.text("none") == nil)
        #expect(record.headers.text("empty") == "")
        #expect(record.headers.text("bytes") == nil)
        #expect(record.headers.bytes("bytes") == [0xff, 0] as [UInt8])
    }

    @Test func forgetsTheRecordsOfPartitionsThatAreGivenUp() {
        var builder = RecordBatchBuilder()
        for number in 0..<6 {
            builder.append(
                topic: "t", partition: Int32(number % 2), offset: Int64(number), timestamp: 0, key: nil,
                value: [UInt8(number)], headers: [])
        }
        builder.removeRecords(of: [TopicPartition(topic: "t", partition: 0)])
        let left: [[UInt8]?] = builder.take().map(\.valueBytes)
        #expect(left == [[1], [3], [5]] as [[UInt8]?])
    }
}
