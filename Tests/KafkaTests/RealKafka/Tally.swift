import Kafka
import Synchronization

/// Which offsets of each partition were handed over, from any thread.
final class Tally: Sendable {
    private let offsets = Mutex<[TopicPartition: [Int64]]>([:])
    private let counts = Recorder<Int>()

    func add(_ batch: RecordBatch) {
        offsets.withLock { offsets in
            for record in batch { offsets[record.topicPartition, default: []].append(record.offset) }
        }
        counts.append(count)
    }

    var count: Int {
        offsets.withLock { offsets in
            var count = 0
            for list in offsets.values { count += list.count }
            return count
        }
    }

    var all: [TopicPartition: [Int64]] { offsets.withLock { $0 } }

    /// The offset after the highest of each partition.
    var ends: [TopicPartition: CommitOffset] {
        var ends: [TopicPartition: CommitOffset] = [:]
        for (partition, list) in all {
            guard let last = list.max() else { continue }
            ends[partition] = CommitOffset(offset: last + 1)
        }
        return ends
    }

    func wait(for count: Int) async {
        await counts.wait { counts in (counts.last ?? 0) >= count }
    }
}
