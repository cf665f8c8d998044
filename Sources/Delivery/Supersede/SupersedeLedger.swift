public import ApprovalContract
import FeishuTypes

/// The waiting syncs of one instance: which of them the next call carries, and what becomes of each when it has ended.
///
/// Invariants: every sync is answered once, in the order of the lane, and a prefix of the lane is answered at any time (which is what
/// ``mark`` speaks of). Without merging there would be at least as many calls, but for one more where Feishu refuses what came of
/// several: that is taken apart then, and each is sent alone, in order, with its own version.
///
/// The order of the lane counts, but for what is older: a version at or below one that went out (only of the other topic, or replayed),
/// or a `sequence` below one that went out. The `sequence` never makes a sync newer than the lane does, since the version that this
/// would need depends on what is known to have gone out, which a crash may change.
public struct SupersedeLedger: Sendable {
    struct Entry: Sendable {
        var sync: WaitingSync
        /// It was in a call that Feishu refused.
        var isAlone = false
        /// That call was what it would be alone.
        var isRefused = false
        /// Tickets of the same command's repeats.
        var repeats: [Int] = []
    }

    /// At most this many are answered by one call: a receipt keeps so many outcomes together, and one that it doesn't keep couldn't be
    /// answered alike after a crash.
    public static let maximumGroup = Receipt.maximumGroup

    /// What the receipt must say with the answers that were given so far.
    public private(set) var mark: SyncMark
    /// How long the first one waits for others to go with it; zero for not at all.
    public let burst: Duration

    private var clock: SyncClock
    var entries: [Entry] = []
    /// Those before are answered.
    var head = 0
    /// How many entries were removed from the front.
    private var removed = 0
    /// The place of each waiting command, counted from the very first.
    private var places: [String: Int] = [:]
    private var tickets = 0
    /// The call being made: what becomes of the first entries if it succeeds.
    private var call: [Fate]?

    /// - Parameter mark: of the key's receipt.
    public init(_ mark: SyncMark = SyncMark(), burst: Duration = .zero) {
        self.mark = mark
        self.burst = burst
        clock = SyncClock(mark)
    }

    /// Syncs not answered yet, repeats not counted.
    public var count: Int { entries.count - head }
    public var isEmpty: Bool { count == 0 }

    /// Takes in the next sync of the lane. One that the receipt answers must not be given.
    ///
    /// - Returns: the ticket that its answer will name.
    @discardableResult
    public mutating func add(_ sync: WaitingSync) -> Int {
        tickets += 1
        if let place = places[sync.commandID] {
            entries[place - removed].repeats.append(tickets)
            return tickets
        }
        var sync = sync
        sync.ticket = tickets
        let (time, routedAt) = (sync.header.updateTime, sync.routedAt)
        if let replay = sync.replay {
            sync.version = clock.version(replaying: replay.version, time, routedAt: routedAt, sync.priority)
        } else {
            sync.version = clock.version(for: time, routedAt: routedAt, sync.priority)
        }
        places[sync.commandID] = removed + entries.count
        entries.append(Entry(sync: sync))
        return tickets
    }

    /// What is to be done now.
    ///
    /// - Parameters:
    ///   - wall: epoch milliseconds, for what has expired.
    ///   - fit: how many of some syncs, at least the first, can be merged into one call (``FeishuTypes/SyncMerge``). It is asked only when
    ///     there is something to merge.
    public mutating func next(
        at now: Duration, wall: Int64, fit: (ArraySlice<WaitingSync>) -> Int
    ) -> SupersedeStep {
        guard call == nil else { return .busy }
        guard !isEmpty else { return .idle }
        var plan = plan(wall)
        if plan.settled > 0 { return .answer(end(plan.fates.prefix(plan.settled))) }
        if let until = holdUntil(plan), until > now { return .wait(until: until) }
        var carried = plan.carried
        let base = carried.lastIndex { entries[head + $0].sync.header.mode == .replace } ?? 0
        let replaced = carried[..<base].map { entries[head + $0].sync }
        carried.removeFirst(base)
        if carried.count > 1 {
            let count = max(1, min(carried.count, fit(carried.map { entries[head + $0].sync }[...])))
            if count < carried.count { plan.fates.removeSubrange(carried[count]...) }
            carried.removeSubrange(count...)
        }
        call = plan.fates
        return .call(SyncCall(carried: carried.map { entries[head + $0].sync }, replaced: replaced))
    }

    /// Feishu took the call.
    public mutating func succeeded() -> [SyncAnswer] {
        guard let fates = call else { return [] }
        call = nil
        return end(fates[...])
    }

    /// Feishu refused the call for good, or its attempts are spent.
    ///
    /// - Returns: the answer, if it was a call for one sync alone. Otherwise none: the call is taken apart.
    public mutating func refused() -> [SyncAnswer] {
        guard let fates = call else { return [] }
        call = nil
        let carried = fates.indices.filter { fates[$0] == .carried }
        guard let last = carried.last else { return [] }
        let base = carried.last { entries[head + $0].sync.header.mode == .replace } ?? carried[0]
        // The same body with the same version would be refused again.
        if base == last { entries[head + last].isRefused = true }
        for place in fates.indices { entries[head + place].isAlone = true }
        if fates.count == 1 { return end([.refused]) }
        return []
    }

    /// The call was given up, and nobody knows whether Feishu took it: nothing is answered.
    public mutating func abandoned() {
        call = nil
    }

    /// Answers the first entries, and lets go of them.
    private mutating func end(_ fates: ArraySlice<Fate>) -> [SyncAnswer] {
        var answers: [SyncAnswer] = []
        let carrier = fates.indices.last { fates[$0] == .carried }
        let carrierID = carrier.map { entries[head + $0].sync.commandID } ?? ""
        for (place, fate) in zip(fates.indices, fates) {
            let entry = entries[head + place]
            let sync = entry.sync
            let verdict: SyncAnswer.Verdict =
                switch fate {
                case .carried: place == carrier ? .applied : .superseded(by: carrierID)
                case .older: .older
                case .expired: .expired
                case .refused: .refused
                }
            for ticket in [sync.ticket] + entry.repeats {
                answers.append(
                    SyncAnswer(
                        ticket: ticket, commandID: sync.commandID, verdict: verdict, version: sync.version,
                        isRepeat: ticket != sync.ticket))
            }
            mark.note(sync.version, sync.priority)
            if fate == .carried { mark.noteApplied(sync.version, sequence: sync.sequence) }
            places[sync.commandID] = nil
        }
        drop(fates.count)
        return answers
    }

    private mutating func drop(_ count: Int) {
        head += count
        guard head == entries.count || (head >= 64 && head * 2 >= entries.count) else { return }
        removed += head
        entries.removeFirst(head)
        head = 0
    }
}
