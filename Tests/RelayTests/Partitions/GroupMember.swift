import Delivery
import Kafka

@testable import Kafka
@testable import Relay

/// One process of a model group: the consumer's cores with what librdkafka does for them, and the stage's with what the stage does.
/// Between the two, as between two threads, is a queue each way.
final class GroupMember {
    enum Event {
        case assigned([Int], generation: Int, tenures: [Int])
        case revoked([Int], generation: Int, lost: Bool)
        case committed(accepted: Bool, partitions: [Int], generation: Int, sentAt: Int)
        case record(Int, index: Int)
    }

    enum Command {
        case commit([TopicPartition: CommitOffset], generation: Int)
        case completeAssignment(Int, starts: [(partition: Int, next: Int)])
        case completeRevoke(Int)
    }

    struct Job {
        var work: WorkTicket
        var partition: Int
        var index: Int
        /// When the call that is made for it ends.
        var end = 0
    }

    static let session = 100
    static let longestCall = 60

    private(set) var id: Int
    /// With those that it had before the group put it out.
    private(set) var formerIDs: [Int]
    let isCooperative: Bool
    var isSuspended = false
    /// It runs, and the broker and it don't hear of each other.
    var isCutOff = false

    // The consumer.
    var tracker = RebalanceTracker()
    var pipeline = CommitPipeline()
    /// The group's number that librdkafka puts into each request.
    var groupGeneration = -1
    var mustJoin = true
    var hasJoined = false
    /// What the group gave while the process slept.
    var given: (partitions: [Int], tenures: [Int], generation: Int)?
    var fetch: [Int: Int] = [:]
    var events = FIFO<Event>()

    // The stage.
    var commands = FIFO<Command>()
    var partitions = AssignedPartitions()
    var scheduler = KeyScheduler<Int, Job>()
    var lease = CallLease(session: .milliseconds(session), call: .milliseconds(longestCall))
    var generation = 0
    var assignedGeneration = 0
    var takingUp: [Int]?
    var draining: (partitions: [Int], generation: Int)?
    var calls: [Job] = []
    /// Under which assignment each partition is owned, as the group counts them.
    var tenures: [Int: Int] = [:]
    /// What was committed when a partition was taken up.
    var starts: [Int: (position: Int64, finished: [Range<Int64>])] = [:]

    init(id: Int, isCooperative: Bool) {
        self.id = id
        formerIDs = [id]
        self.isCooperative = isCooperative
    }

    // MARK: The consumer

    /// It joins the group as another member.
    func rename(_ id: Int) {
        self.id = id
        formerIDs.append(id)
        (given, mustJoin, hasJoined) = (nil, true, false)
    }

    /// As the group knows it: taken up or not.
    var assignment: [Int] {
        var partitions = tracker.owned.keys.map(\.number)
        for partition in tracker.pendingAssignment?.partitions ?? [] where tracker.owned[partition] == nil {
            partitions.append(partition.number)
        }
        return partitions.sorted()
    }

    /// The group's rebalance has begun, or it has put this member out.
    func rebalance(giving given: [Int], lost: Bool) {
        if lost, let revoke = tracker.lost() {
            return events.append(.revoked(revoke.partitions.map(\.number), generation: revoke.generation, lost: true))
        }
        guard tracker.pendingRevoke == nil else { return }
        let generation = tracker.revoked(given.map(TopicPartition.init(number:)), lost: lost)
        events.append(.revoked(given, generation: generation, lost: lost))
    }

    func carryOut(_ command: Command, at now: Int) {
        switch command {
        case .commit(let offsets, let generation):
            for (partition, offset) in offsets {
                if tracker.accepts(partition, generation: generation) {
                    pipeline.add(offset, for: partition, generation: generation)
                } else {
                    events.append(
                        .committed(accepted: false, partitions: [partition.number], generation: generation, sentAt: now)
                    )
                }
            }
        case .completeAssignment(let generation, let starts):
            guard tracker.completeAssignment(generation, replacing: !isCooperative) != nil else { return }
            if !isCooperative { fetch = [:] }
            for start in starts { fetch[start.partition] = start.next }
        case .completeRevoke(let generation):
            _ = tracker.answerRevoke(generation)
        }
    }

    func nextCommit(at now: Int) -> CommitPipeline.Batch? {
        var refused: [TopicPartition: CommitPipeline.Request] = [:]
        let batch = pipeline.next(at: .at(now), refused: &refused) { tracker.maySend($0, generation: $1) }
        for (partition, request) in refused {
            events.append(
                .committed(
                    accepted: false, partitions: [partition.number], generation: request.generation, sentAt: now))
        }
        return batch
    }

    /// - Parameter isImpatient: the time to wait for commits is over.
    func giveUpWhenCommitted(isImpatient: Bool) {
        guard let pending = tracker.pendingRevoke, pending.isAnswered,
            pipeline.isIdle || pending.isLost || isImpatient, let revoke = tracker.finishRevoke()
        else { return }
        for partition in revoke.partitions { fetch[partition.number] = nil }
        hasJoined = true
    }

    // MARK: The stage

    func assigned(_ new: [Int], _ generation: Int, _ tenures: [Int]) {
        self.generation = generation
        assignedGeneration = generation
        lease.assigned()
        partitions.assign(new.map(TopicPartition.init(number:)))
        for (partition, tenure) in zip(new, tenures) { self.tenures[partition] = tenure }
        takingUp = new
    }

    func revoked(_ old: [Int], _ generation: Int, lost: Bool) {
        self.generation = generation
        takingUp = nil
        _ = scheduler.remove { old.contains($0.partition) }
        let gone = old.map(TopicPartition.init(number:))
        if lost {
            draining = nil
            partitions.remove(gone)
            commands.append(.completeRevoke(generation))
        } else {
            partitions.beginRevoking(gone)
            draining = (old, generation)
        }
    }

    func finishDraining() {
        guard let draining, !calls.contains(where: { draining.partitions.contains($0.partition) && $0.work.isCurrent })
        else { return }
        self.draining = nil
        let gone = draining.partitions.map(TopicPartition.init(number:))
        commit(partitions.takeCommits(of: gone), draining.generation)
        partitions.remove(gone)
        commands.append(.completeRevoke(draining.generation))
    }

    func commit(isProof: Bool) { commit(partitions.takeCommits(isProof: isProof), generation) }

    /// Each offset says under which assignment it was made, for the model.
    private func commit(_ offsets: [TopicPartition: CommitOffset], _ generation: Int) {
        guard !offsets.isEmpty else { return }
        var marked = offsets
        for (partition, offset) in offsets {
            marked[partition]?.metadata = "\(tenures[partition.number] ?? -1)|\(offset.metadata ?? "")"
        }
        commands.append(.commit(marked, generation: generation))
    }

    func committed(_ isAccepted: Bool, _ list: [Int], _ generation: Int, _ sentAt: Int) {
        guard isAccepted else { return partitions.forgetCommits(list.map(TopicPartition.init(number:))) }
        lease.accepted(sentAt: .at(sentAt), isOfThisAssignment: generation >= assignedGeneration)
    }
}

extension TopicPartition {
    init(number: Int) { self.init(topic: "t", partition: Int32(number)) }

    var number: Int { Int(partition) }
}

extension ContinuousClock.Instant {
    private static let start = ContinuousClock.now

    /// A model's time in milliseconds.
    static func at(_ time: Int) -> Self { start + .milliseconds(time) }
}
