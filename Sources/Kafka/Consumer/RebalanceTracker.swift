/// Numbers the rebalances and knows which partitions are ours, so that an answer or a commit that comes too late does
/// nothing.
///
/// Each `assigned` and each `revoked` gets the next number. A partition is owned under the number of the assignment
/// that gave it; a commit made under an older number was made by an earlier ownership and is refused.
struct RebalanceTracker {
    struct Revoke {
        var generation: Int
        var partitions: [TopicPartition]
        var isLost: Bool
        /// Ours, before the group is left; librdkafka doesn't know of it.
        var isOwn = false
        /// The handler has answered; only a commit is still awaited.
        var isAnswered = false
    }

    struct Assignment {
        var generation: Int
        var partitions: [TopicPartition]
    }

    private(set) var generation = 0
    private(set) var owned: [TopicPartition: Int] = [:]
    private(set) var pendingAssignment: Assignment?
    private(set) var pendingRevoke: Revoke?

    mutating func assigned(_ partitions: [TopicPartition]) -> Int {
        generation += 1
        pendingAssignment = Assignment(generation: generation, partitions: partitions)
        return generation
    }

    mutating func revoked(_ partitions: [TopicPartition], lost: Bool, isOwn: Bool = false) -> Int {
        generation += 1
        // What was not taken up yet doesn't have to be given back.
        pendingAssignment = nil
        pendingRevoke = Revoke(generation: generation, partitions: partitions, isLost: lost, isOwn: isOwn)
        return generation
    }

    /// The assignment to take up; nil when `generation` is superseded or was answered before.
    /// - Parameter replacing: the eager protocol: everything else is gone.
    mutating func completeAssignment(_ generation: Int, replacing: Bool) -> [TopicPartition]? {
        guard let pending = pendingAssignment, pending.generation == generation else { return nil }
        pendingAssignment = nil
        if replacing { owned.removeAll() }
        for partition in pending.partitions { owned[partition] = generation }
        return pending.partitions
    }

    /// The handler is done with the partitions of a revoke.
    /// - Returns: false when `generation` is superseded or was answered before.
    mutating func answerRevoke(_ generation: Int) -> Bool {
        guard let pending = pendingRevoke, pending.generation == generation, !pending.isAnswered else { return false }
        pendingRevoke?.isAnswered = true
        return true
    }

    /// The partitions are given up now.
    mutating func finishRevoke() -> Revoke? {
        guard let pending = pendingRevoke else { return nil }
        pendingRevoke = nil
        for partition in pending.partitions { owned.removeValue(forKey: partition) }
        return pending
    }

    /// The partitions of the pending revoke were taken away by the group.
    /// - Returns: the revoke, unless that was known.
    mutating func lost() -> Revoke? {
        guard let pending = pendingRevoke, !pending.isLost else { return nil }
        pendingRevoke?.isLost = true
        return pending
    }

    /// Whether a commit made under `generation` may still be taken on for this partition.
    func accepts(_ partition: TopicPartition, generation: Int) -> Bool {
        if let pending = pendingRevoke, pending.isAnswered, pending.partitions.contains(partition) { return false }
        return maySend(partition, generation: generation)
    }

    /// Whether a commit that was taken on may still be sent.
    func maySend(_ partition: TopicPartition, generation: Int) -> Bool {
        guard let since = owned[partition], since <= generation, generation <= self.generation else { return false }
        if let pending = pendingRevoke, pending.isLost, pending.partitions.contains(partition) { return false }
        return true
    }

    /// A manual assignment: one generation, never given back.
    mutating func assignManually(_ partitions: some Sequence<TopicPartition>) {
        generation = 1
        for partition in partitions { owned[partition] = 1 }
    }
}
