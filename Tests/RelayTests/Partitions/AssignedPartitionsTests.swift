import Kafka
import Testing

@testable import Relay

/// Random assignments, records and completions beside a model that keeps everything in plain lists.
struct AssignedPartitionsTests {
    private struct Naive {
        /// Unfinished records of each partition: offset, bytes, time.
        var unfinished: [Int32: [(offset: Int64, bytes: Int, time: Int64)]] = [:]
        var next: [Int32: Int64] = [:]

        var all: [(offset: Int64, bytes: Int, time: Int64)] { unfinished.values.flatMap { $0 } }
    }

    private static func partition(_ number: Int32) -> TopicPartition { TopicPartition(topic: "t", partition: number) }

    @Test func agreesWithPlainLists() {
        for _ in 0..<500 {
            var partitions = AssignedPartitions()
            var naive = Naive()
            var works: [WorkTicket] = []
            for step in 0..<Int64.random(in: 1..<120) {
                let number = Int32.random(in: 0..<4)
                switch Int.random(in: 0..<10) {
                case 0:
                    partitions.assign([Self.partition(number)])
                    naive.unfinished[number] = []
                    naive.next[number] = Int64.random(in: 0..<1000)
                case 1:
                    partitions.remove([Self.partition(number)])
                    naive.unfinished[number] = nil
                    naive.next[number] = nil
                case 2...5:
                    // Offsets have gaps, and records of partitions that aren't ours come late.
                    let offset = (naive.next[number] ?? 7) + Int64.random(in: 0..<3)
                    let value = [UInt8](repeating: 1, count: Int.random(in: 0..<50))
                    let record = ConsumerRecord(
                        topic: "t", partition: number, offset: offset, timestampMilliseconds: step, value: value)
                    let work = partitions.begin(record)
                    #expect((work != nil) == (naive.unfinished[number] != nil))
                    if let work {
                        works.append(work)
                        naive.next[number] = offset + 1
                        naive.unfinished[number]?.append((offset, record.byteCount, step))
                    }
                default:
                    guard let index = works.indices.randomElement() else { continue }
                    let work = works.remove(at: index)
                    let wasCurrent = work.isCurrent
                    partitions.finish(work)
                    if wasCurrent {
                        naive.unfinished[work.partition.partition]?.removeAll { $0.offset == work.offset }
                    }
                }
                #expect(partitions.unfinishedCount == naive.all.count)
                #expect(partitions.unfinishedBytes == naive.all.reduce(0) { $0 + $1.bytes })
                let oldest = naive.all.map(\.time).min()
                #expect(partitions.oldestAge(at: 10_000) == oldest.map { Double(10_000 - $0) / 1000 } ?? 0)
                for commit in partitions.takeCommits() {
                    let lowest = naive.unfinished[commit.key.partition]?.first?.offset
                    #expect(commit.value.offset == lowest ?? naive.next[commit.key.partition])
                }
            }
        }
    }

    @Test func nothingNewIsTakenOfAPartitionThatIsBeingGivenUp() {
        var partitions = AssignedPartitions()
        partitions.assign([Self.partition(0)])
        let first = partitions.begin(ConsumerRecord(topic: "t", partition: 0, offset: 1))
        partitions.beginRevoking([Self.partition(0)])
        let second = partitions.begin(ConsumerRecord(topic: "t", partition: 0, offset: 2))
        #expect(second == nil)
        #expect(first?.isCurrent == true)
        #expect(first?.mayGoOn == false)
    }
}
