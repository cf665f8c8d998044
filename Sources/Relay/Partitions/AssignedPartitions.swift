import Delivery
import Kafka

/// The partitions that a stage owns, what is unfinished in each, and what may be committed.
///
/// Work of an earlier assignment of the same partition changes nothing: each assignment begins anew.
struct AssignedPartitions {
    /// A partition whose offsets went back: it was cut, or made anew, while it was owned.
    struct Rewind {
        var partition: TopicPartition
        /// The next offset that was expected.
        var expected: Int64
        /// The one that came.
        var found: Int64
    }

    private var states: [TopicPartition: OwnedPartition] = [:]
    /// The one that was asked for last: the records of a batch mostly come in runs of one partition.
    private var latest: OwnedPartition?
    /// Over all partitions; kept so that it can be asked for at each record.
    private(set) var unfinishedCount = 0
    private(set) var unfinishedBytes = 0
    private var rewinds: [Rewind] = []
    private var gaps: [OffsetGap] = []
    private var gapWatch = GapWatch()

    var partitions: [TopicPartition] { Array(states.keys) }
    var owned: [OwnedPartition] { Array(states.values) }
    var isEmpty: Bool { states.isEmpty }

    subscript(_ partition: TopicPartition) -> OwnedPartition? { states[partition] }

    mutating func assign(_ partitions: [TopicPartition]) {
        remove(partitions)
        for partition in partitions { states[partition] = OwnedPartition(partition) }
    }

    /// Goes on from a commit: what its map says is finished is not begun again.
    mutating func restore(_ partition: TopicPartition, position: Int64, finished: [Range<Int64>]) {
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

    /// A ticket for a record; `nil` when its partition isn't ours (any more) or is being given up, or when an earlier owner
    /// finished it.
    ///
    /// Within an assignment Kafka gives a partition's records in ascending order. An offset below one that came before stands
    /// for another record, which must not be taken for the one that is done: the partition begins anew there, and what is under way
    /// for its former records can finish none of the new.
    ///
    /// - Parameter time: of what the record stands for, if it isn't its own.
    mutating func begin(_ record: ConsumerRecord, time: Int64? = nil) -> WorkTicket? {
        if latest?.id.partition != record.partition || latest?.id.topic != record.topic {
            latest = states[record.topicPartition]
        }
        guard let state = latest, !state.isRevoking, !state.isFenced else { return nil }
        if let expected = state.ledger.end, record.offset > expected {
            gaps.append(OffsetGap(partition: state.id, expected: expected, found: record.offset))
        }
        switch state.ledger.begin(record.offset) {
        case .new: break
        case .finishedBefore:
            state.hasNews = true
            return nil
        case .wentBack:
            rewinds.append(Rewind(partition: state.id, expected: state.ledger.end ?? 0, found: record.offset))
            let pauses = state.pauses
            assign([state.id])
            states[state.id]?.pauses = pauses
            return begin(record, time: time)
        }
        let byteCount = record.byteCount
        state.unfinishedBytes += byteCount
        unfinishedBytes += byteCount
        unfinishedCount += 1
        let work = WorkTicket(
            owner: state, offset: record.offset, byteCount: byteCount,
            time: time ?? record.timestampMilliseconds ?? WallClock.now())
        state.took(work)
        return work
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
    ///
    /// - Parameter isProof: whether any partition will do that has a position, with news or without: a commit that only shows that
    ///   the group still knows this member.
    mutating func takeCommits(
        of some: [TopicPartition]? = nil, isProof: Bool = false
    ) -> [TopicPartition: CommitOffset] {
        var commits: [TopicPartition: CommitOffset] = [:]
        for partition in some ?? partitions {
            guard let state = states[partition], state.hasNews || isProof, !state.isFenced,
                let position = state.ledger.position
            else { continue }
            state.hasNews = false
            commits[partition] = CommitOffset(
                offset: position,
                metadata: CommitMap.encode(
                    position: position, finished: state.ledger.finishedBeyondPosition,
                    usesRunLengths: !ChaosHooks.writesPreviousFormat))
        }
        return commits
    }

    /// After a commit that was not accepted: the partitions in it are asked for again with the next.
    func forgetCommits(_ partitions: some Sequence<TopicPartition>) {
        for partition in partitions { states[partition]?.hasNews = true }
    }

    /// What went back since this was last asked.
    mutating func takeRewinds() -> [Rewind] {
        guard !rewinds.isEmpty else { return [] }
        defer { rewinds = [] }
        return rewinds
    }

    /// Gaps that the broker is to be asked about now; ask after each batch and now and then without one.
    mutating func takeGaps(at now: ContinuousClock.Instant) -> [OffsetGap] {
        defer { gaps.removeAll(keepingCapacity: true) }
        return gapWatch.take(gaps, at: now)
    }

    /// Seconds since the oldest unfinished record's time; 0 when all is finished.
    func oldestAge(at now: Int64) -> Double {
        guard let oldest = states.values.compactMap({ $0.oldest()?.time }).min() else { return 0 }
        return Double(max(0, now - oldest)) / 1000
    }

    // MARK: Pauses

    /// Sets or lifts one reason for partitions.
    ///
    /// - Returns: those whose fetching has to change.
    func setPause(
        _ reason: PauseReasons, _ isSet: Bool, _ partitions: some Sequence<OwnedPartition>
    ) -> [TopicPartition] {
        var changed: [TopicPartition] = []
        for partition in partitions {
            let before = partition.pauses
            if isSet { partition.pauses.insert(reason) } else { partition.pauses.remove(reason) }
            if before.isEmpty != partition.pauses.isEmpty { changed.append(partition.id) }
        }
        return changed
    }

    /// Partitions to pause since their map nears its bound, and those that may go on; with hysteresis.
    func boundMaps() -> (pause: [TopicPartition], resume: [TopicPartition]) {
        var full: [OwnedPartition] = []
        var roomy: [OwnedPartition] = []
        for partition in states.values {
            if partition.pauses.contains(.map) {
                if partition.ledger.isFarFromItsBound { roomy.append(partition) }
            } else if partition.ledger.isNearItsBound {
                full.append(partition)
            }
        }
        return (setPause(.map, true, full), setPause(.map, false, roomy))
    }
}
