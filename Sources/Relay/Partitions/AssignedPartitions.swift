import Delivery
import Kafka

/// The partitions that a stage owns, what is unfinished in each, and what may be committed.
///
/// Work of an earlier assignment of the same partition changes nothing: each assignment begins anew.
struct AssignedPartitions {
    private struct State {
        var ledger = OffsetLedger()
        /// Generation of the assignment that gave it.
        var assignment: Int
        /// Whether anything was finished since a commit was last asked for.
        var hasNews = false
        var unfinishedBytes = 0
        var isPaused = false
        var isRevoking = false
    }

    private var states: [TopicPartition: State] = [:]

    var partitions: [TopicPartition] { Array(states.keys) }
    var isEmpty: Bool { states.isEmpty }

    mutating func assign(_ partitions: [TopicPartition], generation: Int) {
        for partition in partitions { states[partition] = State(assignment: generation) }
    }

    /// Goes on from a commit: what its map says is finished is not begun again.
    mutating func restore(_ partition: TopicPartition, position: Int64, finished: [Int64]) {
        states[partition]?.ledger = OffsetLedger(position: position, finished: finished)
    }

    /// Marks partitions that are being given up: nothing new is taken of them.
    mutating func beginRevoking(_ partitions: [TopicPartition]) {
        for partition in partitions { states[partition]?.isRevoking = true }
    }

    mutating func remove(_ partitions: [TopicPartition]) {
        for partition in partitions { states[partition] = nil }
    }

    /// A ticket for a record; `nil` when it isn't ours (any more), is being given up, or was taken before.
    mutating func begin(_ partition: TopicPartition, offset: Int64, byteCount: Int) -> WorkTicket? {
        guard let state = states[partition], !state.isRevoking else { return nil }
        guard states[partition]?.ledger.begin(offset) == true else { return nil }
        states[partition]?.unfinishedBytes += byteCount
        return WorkTicket(
            partition: partition, offset: offset, assignment: state.assignment, byteCount: byteCount)
    }

    /// Whether the work's partition is still owned under the assignment that the work was read in.
    func isCurrent(_ work: WorkTicket) -> Bool { states[work.partition]?.assignment == work.assignment }

    /// Whether the work's partition is being given up.
    func isRevoking(_ work: WorkTicket) -> Bool { states[work.partition]?.isRevoking ?? true }

    mutating func finish(_ work: WorkTicket) {
        guard isCurrent(work) else { return }
        states[work.partition]?.ledger.finish(work.offset)
        states[work.partition]?.hasNews = true
        states[work.partition]?.unfinishedBytes -= work.byteCount
    }

    func unfinishedCount(_ partition: TopicPartition) -> Int { states[partition]?.ledger.unfinishedCount ?? 0 }
    func unfinishedBytes(_ partition: TopicPartition) -> Int { states[partition]?.unfinishedBytes ?? 0 }
    func lowestUnfinished(_ partition: TopicPartition) -> Int64? { states[partition]?.ledger.lowestUnfinished }

    var unfinishedCount: Int { states.values.reduce(0) { $0 + $1.ledger.unfinishedCount } }
    var unfinishedBytes: Int { states.values.reduce(0) { $0 + $1.unfinishedBytes } }

    /// Positions, and what is finished beyond them, of partitions where something was finished since they were last asked
    /// for.
    mutating func takeCommits(of some: [TopicPartition]? = nil) -> [TopicPartition: CommitOffset] {
        var commits: [TopicPartition: CommitOffset] = [:]
        for partition in some ?? partitions {
            guard let state = states[partition], state.hasNews, let position = state.ledger.position else { continue }
            states[partition]?.hasNews = false
            commits[partition] = CommitOffset(
                offset: position,
                metadata: CommitMap.encode(position: position, finished: state.ledger.finishedBeyondPosition))
        }
        return commits
    }

    /// After a commit that was not accepted: the partitions in it are asked for again with the next.
    mutating func forgetCommits(_ partitions: some Sequence<TopicPartition>) {
        for partition in partitions { states[partition]?.hasNews = true }
    }

    // MARK: Pausing

    func isPaused(_ partition: TopicPartition) -> Bool { states[partition]?.isPaused ?? false }

    mutating func setPaused(_ isPaused: Bool, _ partitions: [TopicPartition]) {
        for partition in partitions { states[partition]?.isPaused = isPaused }
    }
}
