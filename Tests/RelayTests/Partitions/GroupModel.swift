import Delivery
import Kafka
import ScheduleSupport

@testable import Kafka
@testable import Relay

/// A broker that knows members and numbers, never what its clients mean: like Kafka it takes a commit from any member of the present
/// generation, for any partition.
struct GroupModel {
    private struct Request {
        var member: Int
        var groupGeneration: Int
        var batch: CommitPipeline.Batch
        var sentAt: Int
        var isAccepted: Bool?
    }

    /// Offsets have gaps.
    private static let offsets: [Int64] = [0, 1, 4, 5]
    private static let records = (0..<2).map { partition in
        offsets.map { ConsumerRecord(topic: "t", partition: Int32(partition), offset: $0, timestampMilliseconds: 0) }
    }

    private var now = 0
    private let isCooperative: Bool
    private var members: [GroupMember] = []
    var problem: String?

    // The broker.
    private var generation = 0
    /// By member; `nil` for one that is not in the group.
    private var lastHeard: [Int?] = []
    private var isRebalancing = false
    private var owners: [Int?]
    private var targets: [Int?]
    private var tenures: [Int]
    private var committed: [(position: Int64, text: String)?]
    private var network: [Request] = []

    // Feishu and Kafka.
    private var isDone: [[Bool]]
    private var busy: [(key: Int, end: Int)] = []

    /// All have joined, and each has its part.
    init(members count: Int, partitions: Int, isCooperative: Bool) {
        self.isCooperative = isCooperative
        owners = Array(repeating: nil, count: partitions)
        targets = owners
        tenures = Array(repeating: 1, count: partitions)
        committed = Array(repeating: nil, count: partitions)
        isDone = Array(repeating: Array(repeating: false, count: Self.offsets.count), count: partitions)
        for _ in 0..<count { members.append(makeMember()) }
        for (index, member) in members.enumerated() {
            let given = (0..<partitions).filter { $0 % count == index }
            for partition in given { owners[partition] = member.id }
            member.groupGeneration = 0
            member.mustJoin = false
            let number = member.tracker.assigned(given.map(TopicPartition.init(number:)))
            member.assigned(given, number, given.map { _ in 1 })
            takeUp(index)
            while let command = member.commands.popFirst() { member.carryOut(command, at: now) }
            fetch(index)
        }
    }

    private mutating func makeMember() -> GroupMember {
        lastHeard.append(now)
        return GroupMember(id: lastHeard.count - 1, isCooperative: isCooperative)
    }

    mutating func step(_ random: inout SeededGenerator) {
        let index = random.below(members.count)
        switch random.below(32) {
        case 0: members[index].isSuspended = true
        case 1:
            // A crash: what is on the network stays there, and the group hears nothing of it.
            guard random.one(in: 2) else { break }
            members[index] = makeMember()
            startRebalance(&random)
        case 2: startRebalance(&random)
        case 3: pass(40)
        case 4: members[index].isCutOff = true
        case 5, 6: (members[index].isSuspended, members[index].isCutOff) = (false, false)
        default:
            pass(random.below(12))
            for _ in 0..<random.below(3) { deliver(&random) }
            turn(index, random.next(), &random)
        }
    }

    // MARK: The group

    private mutating func startRebalance(_ random: inout SeededGenerator) {
        guard !isRebalancing else { return }
        isRebalancing = true
        for partition in targets.indices { targets[partition] = members[random.below(members.count)].id }
        for member in members { member.mustJoin = true }
    }

    private mutating func pass(_ time: Int) {
        now += time
        for member in members where !member.isSuspended && !member.isCutOff && lastHeard[member.id] != nil {
            lastHeard[member.id] = now
        }
        for id in lastHeard.indices {
            guard let time = lastHeard[id], now - time >= GroupMember.session else { continue }
            lastHeard[id] = nil
            isRebalancing = true
            for member in members { member.mustJoin = true }
        }
        busy.removeAll { $0.end <= now }
    }

    /// All members that are left have joined: the partitions are given.
    private mutating func completeRebalance(_ random: inout SeededGenerator) {
        guard isRebalancing else { return }
        for id in lastHeard.indices where lastHeard[id] != nil {
            guard members.contains(where: { $0.id == id && $0.hasJoined }) else { return }
        }
        let ids = lastHeard.indices.filter { lastHeard[$0] != nil }
        guard !ids.isEmpty else { return }
        isRebalancing = false
        generation += 1
        var given: [Int: [Int]] = [:]
        for partition in owners.indices {
            let next = targets[partition].flatMap { ids.contains($0) ? $0 : nil } ?? ids[random.below(ids.count)]
            // Cooperative: whoever has it keeps it until it has given it up.
            if isCooperative, let owner = members.first(where: { $0.id == owners[partition] }),
                owner.tracker.owned[TopicPartition(number: partition)] != nil, lastHeard[owner.id] != nil
            {
                continue
            }
            owners[partition] = next
            tenures[partition] += 1
            given[next, default: []].append(partition)
        }
        for member in members where lastHeard[member.id] != nil {
            let list = given[member.id] ?? []
            member.given = (list, list.map { tenures[$0] }, generation)
            member.hasJoined = false
            member.mustJoin = false
        }
    }

    /// What librdkafka does in a process that is awake.
    private mutating func serveGroup(_ index: Int, _ random: inout SeededGenerator) {
        let member = members[index]
        guard !member.isCutOff else { return }
        if lastHeard[member.id] == nil {
            // Put out: all is lost, and it comes back as another.
            let partitions = member.assignment
            if !partitions.isEmpty { return member.rebalance(giving: partitions, lost: true) }
            guard member.tracker.pendingRevoke == nil else { return }
            lastHeard.append(now)
            member.rename(lastHeard.count - 1)
            startRebalance(&random)
        } else if let given = member.given {
            member.given = nil
            member.groupGeneration = given.generation
            let number = member.tracker.assigned(given.partitions.map(TopicPartition.init(number:)))
            member.events.append(.assigned(given.partitions, generation: number, tenures: given.tenures))
        } else if member.mustJoin, !member.hasJoined, member.tracker.pendingRevoke == nil {
            // librdkafka lets no rebalance follow an assignment that isn't answered; the eager one is let here, as a harder case.
            if isCooperative, member.tracker.pendingAssignment != nil { return }
            let partitions = member.assignment.filter { !isCooperative || targets[$0] != member.id }
            if partitions.isEmpty { member.hasJoined = true } else { member.rebalance(giving: partitions, lost: false) }
        }
        completeRebalance(&random)
    }

    /// A commit arrives, or its answer does.
    private mutating func deliver(_ random: inout SeededGenerator) {
        guard !network.isEmpty else { return }
        let place = random.below(network.count)
        let index = members.firstIndex { $0.formerIDs.contains(network[place].member) }
        if let index, members[index].isCutOff { return }
        guard let isAccepted = network[place].isAccepted else {
            network[place].isAccepted = accept(network[place])
            return
        }
        guard let index else {
            network.remove(at: place)
            return
        }
        guard !members[index].isSuspended else { return }
        let request = network.remove(at: place)
        guard let batch = members[index].pipeline.completed(request.batch.serial) else { return }
        members[index].events.append(
            .committed(
                accepted: isAccepted, partitions: batch.requests.keys.map(\.number), generation: batch.generation,
                sentAt: request.sentAt))
    }

    private mutating func accept(_ request: Request) -> Bool {
        guard lastHeard[request.member] != nil, request.groupGeneration == generation else { return false }
        lastHeard[request.member] = now
        for (key, made) in request.batch.requests {
            let partition = key.number
            let parts = (made.offset.metadata ?? "").split(separator: "|", omittingEmptySubsequences: false)
            let (position, text) = (made.offset.offset, String(parts[1]))
            if owners[partition] != request.member || Int(parts[0]) != tenures[partition] {
                problem = "a commit of an earlier assignment is accepted"
            }
            let map = text.isEmpty ? [] : CommitMap.decode(text, position: position) ?? []
            for (index, offset) in Self.offsets.enumerated()
            where !isDone[partition][index] && (offset < position || map.contains { $0.contains(offset) }) {
                problem = "\(position) is committed, \(offset) is unfinished"
            }
            if let before = committed[partition], before.position > position { problem = "a commit went back" }
            committed[partition] = (position, text)
        }
        return true
    }

    // MARK: A process

    /// A turn of both threads, which do some of what there is to do.
    private mutating func turn(_ index: Int, _ mask: UInt64, _ random: inout SeededGenerator) {
        let member = members[index]
        guard !member.isSuspended else { return }
        // Each is done with seven chances in eight.
        func does(_ number: UInt64) -> Bool { mask >> (number * 3) & 7 != 0 }
        if does(0) { serveGroup(index, &random) }
        if does(1) { while let event = member.events.popFirst() { handle(event, index) } }
        if does(2) { takeUp(index) }
        if does(3) { endCalls(index) }
        if does(4) { member.finishDraining() }
        if does(5) { startCalls(index, &random) }
        if does(6), member.takingUp == nil { member.commit(isProof: member.lease.isDue(at: .at(now))) }
        if does(7) { while let command = member.commands.popFirst() { member.carryOut(command, at: now) } }
        if does(8) { fetch(index) }
        if does(9) { send(index) }
        member.giveUpWhenCommitted(isImpatient: mask >> 50 & 7 == 0)
    }

    private mutating func send(_ index: Int) {
        guard let batch = members[index].nextCommit(at: now) else { return }
        network.append(
            Request(
                member: members[index].id, groupGeneration: members[index].groupGeneration, batch: batch, sentAt: now))
    }

    private mutating func handle(_ event: GroupMember.Event, _ index: Int) {
        switch event {
        case .assigned(let new, let generation, let tenures): members[index].assigned(new, generation, tenures)
        case .revoked(let old, let generation, let lost): members[index].revoked(old, generation, lost: lost)
        case .committed(let accepted, let list, let generation, let sentAt):
            members[index].committed(accepted, list, generation, sentAt)
        case .record(let partition, let number): received(partition, number, index)
        }
    }

    private mutating func received(_ partition: Int, _ number: Int, _ index: Int) {
        let state = members[index].partitions[TopicPartition(number: partition)]
        let isTaken = state.map(\.isOpen) ?? false
        let offset = Self.offsets[number]
        let start = members[index].starts[partition]
        let isKnown = start.map { start in offset < start.position || start.finished.contains { $0.contains(offset) } }
        guard let work = members[index].partitions.begin(Self.records[partition][number]) else {
            if isTaken, !isDone[partition][number] { problem = "\(offset) is passed over" }
            return
        }
        if isKnown == true { problem = "\(offset) is begun again though its end was committed" }
        members[index].scheduler.add(
            GroupMember.Job(work: work, partition: partition, index: number), key: partition * 2 + number % 2)
    }

    private mutating func takeUp(_ index: Int) {
        guard let new = members[index].takingUp else { return }
        members[index].takingUp = nil
        var starts: [(partition: Int, next: Int)] = []
        for partition in new {
            members[index].starts[partition] = nil
            guard let commit = committed[partition] else {
                starts.append((partition, 0))
                continue
            }
            let finished = commit.text.isEmpty ? [] : CommitMap.decode(commit.text, position: commit.position) ?? []
            members[index].starts[partition] = (commit.position, finished)
            members[index].partitions.restore(
                TopicPartition(number: partition), position: commit.position, finished: finished)
            starts.append((partition, Self.offsets.firstIndex { $0 >= commit.position } ?? Self.offsets.count))
        }
        members[index].commands.append(.completeAssignment(members[index].generation, starts: starts))
        members[index].commit(isProof: true)
    }

    private mutating func fetch(_ index: Int) {
        let member = members[index]
        for (partition, next) in member.fetch where next < Self.offsets.count {
            let isRevoking =
                member.tracker.pendingRevoke?.partitions.contains(TopicPartition(number: partition)) ?? false
            guard !isRevoking else { continue }
            for number in next..<min(next + 2, Self.offsets.count) {
                member.events.append(.record(partition, index: number))
            }
            member.fetch[partition] = next + 2
        }
    }

    private mutating func startCalls(_ index: Int, _ random: inout SeededGenerator) {
        let member = members[index]
        guard member.lease.permitsCall(at: .at(now)) else { return }
        while let (key, next) = member.scheduler.next() {
            guard next.work.mayGoOn else {
                member.scheduler.finish(key)
                continue
            }
            if busy.contains(where: { $0.key == key && $0.end > now }) {
                problem = "two calls for the key \(key) at once"
            }
            var job = next
            job.end = now + (random.one(in: 2) ? GroupMember.longestCall : random.below(GroupMember.longestCall))
            busy.append((key, job.end))
            member.calls.append(job)
        }
    }

    private mutating func endCalls(_ index: Int) {
        let member = members[index]
        let mayAnswer = member.lease.permitsOutcome(at: .at(now))
        let ended = member.calls.filter { $0.end <= now && (mayAnswer || !$0.work.mayBeAnswered) }
        guard !ended.isEmpty else { return }
        member.calls.removeAll { $0.end <= now && (mayAnswer || !$0.work.mayBeAnswered) }
        for job in ended {
            if job.work.mayBeAnswered {
                isDone[job.partition][job.index] = true
                member.partitions.finish(job.work)
            }
            member.scheduler.finish(job.partition * 2 + job.index % 2)
        }
    }

    /// No more faults: all is finished, and committed.
    mutating func end(_ random: inout SeededGenerator) -> String? {
        for member in members { (member.isSuspended, member.isCutOff) = (false, false) }
        for _ in 0..<200 {
            if committed.allSatisfy({ $0?.position == Self.offsets[Self.offsets.count - 1] + 1 }) { return problem }
            pass(30)
            for index in members.indices { turn(index, .max, &random) }
            for _ in 0..<4 { deliver(&random) }
            if problem != nil { return problem }
        }
        return "not all is finished and committed in the end: \(committed)"
    }
}
