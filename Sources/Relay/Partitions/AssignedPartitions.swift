import Delivery
import Kafka

/// The partitions that a stage owns, what is unfinished in each, and what may be committed.
///
/// Work of an earlier assignment of the same partition changes nothing: each assignment begins anew.
struct AssignedPartitions {
    private var states: [TopicPartition: OwnedPartition] = [:]
    /// The one that was asked for last: the records of a batch mostly come in runs of one partition.
    private var latest: OwnedPartition?
    /// Over all partitions; kept so that it can be asked for at each record.
    private(set) var unfinishedCount = 0
    private(set) var unfinishedBytes = 0

    var partitions: [TopicPartition] { Array(states.keys) }
    var owned: [OwnedPartition] { Array(states.values) }
    var isEmpty: Bool { states.isEmpty }

    subscript(_ partition: TopicPartition) -> OwnedPartition? { states[partition] }

    mutating func assign(_ partitions: [TopicPartition]) {
        remove(partitions)
        for partition in partitions { states[partition] = OwnedPartition(partition) }
    }

    /// Goes on from a commit: what its map says is finished is not begun again.
    mutating func restore(_ partition: TopicPartition, position: Int64, finished: [Int64]) {
        guard let state = states[partition] else { return }
        unfinishedCount -= state.ledger.unfinishedCount
        state.ledger = OffsetLedger(position: position, finished: finished)
    }

    /// Marks partitions that are being given up: nothing new is taken of them.
    func beginRevoking(_ partitions: [TopicPartition]) {
        for partition in partitions { states[partition]?.isRevoking = true }
    }

    mutating func remove(_ partitions: [TopicPartition]) {
        for partition in partitions {
            guard let state = states.removeValue(forKey: partition) else { continue }
            state.isGone = true
            unfinishedCount -= state.ledger.unfinishedCount
            unfinishedBytes -= state.unfinishedBytes
        }
        latest = nil
    }

    /// A ticket for a record; `nil` when its partition isn't ours (any more) or is being given up, or when the record was
    /// taken before.
    mutating func begin(_ record: ConsumerRecord) -> WorkTicket? {
        if latest?.id.partition != record.partition || latest?.id.topic != record.topic {
            latest = states[record.topicPartition]
        }
        guard let state = latest, !state.isRevoking, state.ledger.begin(record.offset) else { return nil }
        let byteCount = record.byteCount
        state.unfinishedBytes += byteCount
        unfinishedBytes += byteCount
        unfinishedCount += 1
        let time = record.timestampMilliseconds ?? WallClock.now()
        state.took(record.offset, time: time)
        return WorkTicket(owner: state, offset: record.offset, byteCount: byteCount, time: time)
    }

    mutating func finish(_ work: WorkTicket) {
        let state = work.owner
        guard !state.isGone else { return }
        let before = state.ledger.unfinishedCount
        state.ledger.finish(work.offset)
        unfinishedCount -= before - state.ledger.unfinishedCount
        state.hasNews = true
        state.unfinishedBytes -= work.byteCount
        unfinishedBytes -= work.byteCount
    }

    /// Positions, and what is finished beyond them, of partitions where something was finished since they were last asked
    /// for.
    func takeCommits(of some: [TopicPartition]? = nil) -> [TopicPartition: CommitOffset] {
        var commits: [TopicPartition: CommitOffset] = [:]
        for partition in some ?? partitions {
            guard let state = states[partition], state.hasNews, let position = state.ledger.position else { continue }
            state.hasNews = false
            commits[partition] = CommitOffset(
                offset: position,
                metadata: CommitMap.encode(position: position, finished: state.ledger.finishedBeyondPosition))
        }
        return commits
    }

    /// After a commit that was not accepted: the partitions in it are asked for again with the next.
    func forgetCommits(_ partitions: some Sequence<TopicPartition>) {
        for partition in partitions { states[partition]?.hasNews = true }
    }

    /// Seconds since the oldest unfinished record's time; 0 when all is finished.
    func oldestAge(at now: Int64) -> Double {
        guard let oldest = states.values.compactMap({ $0.oldestTime() }).min() else { return 0 }
        return Double(max(0, now - oldest)) / 1000
    }

    func setPaused(_ isPaused: Bool, _ partitions: [TopicPartition]) {
        for partition in partitions { states[partition]?.isPaused = isPaused }
    }
}
