import Delivery
import ScheduleSupport

/// Does with a log what `ExecuteStage+Receipts` does with a topic.
struct ReceiptClaimModel {
    private struct Process {
        var life = 0
        var assignments = 0
        /// Under which it writes; `nil` when it knows that the partition isn't its own.
        var claim: String?
        var known: [Int?] = []
        var tail = ReceiptTail(next: 0)
        /// Given up in good order: what was known then is kept.
        var isRetired = false
        var isSuspended = false
        /// What its producer has and has not sent: whatever becomes of the partition, it will be.
        var queue: [(key: Int?, claim: String, value: Int?)] = []
    }

    private var log: ReceiptLog
    private var processes = Array(repeating: Process(), count: 3)
    private var owner: Int?
    /// The last claim of an owner, and what was written under claims while they were the last.
    private var rightful = ""
    private var truth: [Int?] = Array(repeating: nil, count: ReceiptLog.keyCount)
    /// Below it an owner has seen all, and written anew what did not count: compaction is slower than that.
    private var settled: Int64 = 0
    private var values = 0
    var problem: String?

    init(_ log: ReceiptLog) { self.log = log }

    mutating func step(_ random: inout SeededGenerator) {
        let index = random.below(processes.count)
        switch random.below(16) {
        case 0, 1: takeUp(index, &random)
        case 2..<7: write(index, &random)
        case 7..<11: send(index, &random)
        case 11: check(index)
        case 12: processes[index].isSuspended = true
        case 13: wake(index, &random)
        case 14: if random.one(in: 3) { crash(index, &random) }
        default:
            let canForget = processes.allSatisfy { !$0.isRetired }
            log.compact(
                below: Int64(random.below(Int(settled) + 1)), dropsTombstones: canForget && random.one(in: 2))
        }
    }

    /// The group gives the partition to a process, whether its owner hears of it or not.
    private mutating func takeUp(_ index: Int, _ random: inout SeededGenerator) {
        guard !processes[index].isSuspended else { return }
        if let owner, !processes[owner].isSuspended, processes[owner].claim != nil {
            if random.one(in: 2) {
                // In good order: all that it wrote is acknowledged.
                while !processes[owner].queue.isEmpty { send(owner, &random) }
                processes[owner].isRetired = processes[owner].claim != nil
            } else {
                processes[owner].claim = nil
                processes[owner].isRetired = false
            }
        }
        // A producer keeps its order: what it has of an earlier time comes before the claim.
        while !processes[index].queue.isEmpty { place(index) }
        var process = processes[index]
        process.assignments += 1
        let claim = "\(index)/\(process.life).\(process.assignments)"
        for _ in 0...(random.one(in: 8) ? 1 : 0) { _ = log.append(key: nil, claim: claim, value: 0) }
        owner = index
        rightful = claim
        let nothing: [Int?] = Array(repeating: nil, count: ReceiptLog.keyCount)
        var isRenewal = process.isRetired && process.claim != nil
        var found = log.read(
            (isRenewal ? process.tail.next : 0)..<log.end, claim: isRenewal ? process.claim : nil,
            known: isRenewal ? process.known : nothing)
        if isRenewal, found.isIgnored.contains(true) {
            // The claim that they were written under may have been removed meanwhile.
            isRenewal = false
            found = log.read(0..<log.end, claim: nil, known: nothing)
        }
        if found.known != truth { problem = "\(claim) finds \(found.known) instead of \(truth)" }
        process.claim = claim
        process.known = found.known
        process.isRetired = false
        process.tail = ReceiptTail(next: log.end)
        processes[index] = process
        rewrite(index, found.isIgnored)
        let former = found.claims.filter { $0 != claim }
        if !isRenewal, former.count > 2 { for id in former { enqueue(index, nil, id, nil) } }
    }

    private mutating func enqueue(_ index: Int, _ key: Int?, _ claim: String, _ value: Int?) {
        processes[index].queue.append((key, claim, value))
        processes[index].tail.sent()
    }

    private mutating func rewrite(_ index: Int, _ isIgnored: [Bool]) {
        guard let claim = processes[index].claim else { return }
        for key in isIgnored.indices where isIgnored[key] { enqueue(index, key, claim, processes[index].known[key]) }
    }

    /// A command's outcome, or that a receipt has become old.
    private mutating func write(_ index: Int, _ random: inout SeededGenerator) {
        guard let claim = processes[index].claim, !processes[index].isSuspended, !processes[index].isRetired else {
            return
        }
        values += 1
        let key = random.below(ReceiptLog.keyCount)
        let value = random.one(in: 6) ? nil : values
        processes[index].known[key] = value
        enqueue(index, key, claim, value)
    }

    /// The first record of a queue gets its place.
    @discardableResult
    private mutating func place(_ index: Int) -> (offset: Int64, claim: String)? {
        guard !processes[index].queue.isEmpty else { return nil }
        let record = processes[index].queue.removeFirst()
        if let key = record.key, record.claim == rightful { truth[key] = record.value }
        return (log.append(key: record.key, claim: record.claim, value: record.value), record.claim)
    }

    private mutating func send(_ index: Int, _ random: inout SeededGenerator) {
        guard !processes[index].isSuspended, let first = processes[index].queue.first else { return }
        switch random.below(12) {
        case 0:
            // Not written, or so it seems: it is tried again.
            if random.one(in: 2) {
                _ = place(index)
                processes[index].queue.insert(first, at: 0)
            }
            processes[index].tail.failed()
            processes[index].tail.sent()
        case 1:
            _ = place(index)
            if processes[index].tail.placed(-1) != nil { problem = "a gap before an unknown place" }
        default:
            guard let placed = place(index), let gap = processes[index].tail.placed(placed.offset) else { return }
            inspect(index, gap)
        }
    }

    /// Reads what somebody else wrote between a process's own records.
    private mutating func inspect(_ index: Int, _ gap: Range<Int64>) {
        guard let claim = processes[index].claim else { return }
        let found = log.read(gap, claim: claim, known: processes[index].known)
        if found.claims.contains(where: { $0 != claim }) {
            processes[index].claim = nil
            processes[index].isRetired = false
        } else {
            rewrite(index, found.isIgnored)
        }
    }

    private mutating func check(_ index: Int) {
        guard !processes[index].isSuspended, processes[index].claim != nil, !processes[index].isRetired else { return }
        if let gap = processes[index].tail.ended(at: log.end) { inspect(index, gap) }
        if processes[index].claim == rightful, processes[index].queue.isEmpty { settled = log.end }
    }

    private mutating func wake(_ index: Int, _ random: inout SeededGenerator) {
        guard processes[index].isSuspended else { return }
        processes[index].isSuspended = false
        // Some of the queue goes out before it hears that the partition has gone.
        for _ in 0..<random.below(3) { send(index, &random) }
        if owner != index, !processes[index].isRetired { processes[index].claim = nil }
    }

    private mutating func crash(_ index: Int, _ random: inout SeededGenerator) {
        for _ in 0..<random.below(processes[index].queue.count + 1) { _ = place(index) }
        processes[index] = Process(life: processes[index].life + 1)
        if owner == index { owner = nil }
    }

    mutating func end(_ random: inout SeededGenerator) -> String? {
        for index in processes.indices { wake(index, &random) }
        for index in processes.indices + [0] where problem == nil {
            takeUp(index, &random)
            while !processes[index].queue.isEmpty { send(index, &random) }
            check(index)
            while !processes[index].queue.isEmpty { send(index, &random) }
            check(index)
            log.compact(below: settled, dropsTombstones: false)
        }
        return problem
    }
}
