/// The instances of an app about which it is to be asked whether Feishu has what was sent: which are due, what an answer means, and
/// what must be sent again.
///
/// An instance that waits is followed: later syncs of it join what Feishu must have, whether they are in doubt or not, since they may
/// be partial and hide what is missing below them. Invariant: an answer counts only for the state that was asked about.
///
/// Pure: the time is an argument. In memory only: what waits when a process dies is not asked.
public struct SyncConfirmations<Key: Hashable & Sendable, Tag> {
    private struct Entry {
        var number: Int
        var instanceID: String
        var version: Int64
        var tasks: [String: Int64]
        var bodies: [[UInt8]]
        /// Whether ``bodies`` make all that Feishu must have since the first.
        var isWhole = true
        var tag: Tag
        var since: Duration
        var dueAt: Duration
        var isAsked = false
        /// Whether it is asked about by itself: a question for several was refused.
        var isAlone = false
        var wasRepaired = false

        var byteCount: Int { bodies.reduce(0) { $0 + $1.count } }
    }

    /// Instances that may wait.
    public static var maximumCount: Int { 10_000 }
    /// Bytes of bodies: of one instance, and of all.
    public static var maximumEntryBytes: Int { 1 << 20 }
    public static var maximumBytes: Int { 32 << 20 }
    /// Tasks of one instance that are asked about.
    public static var maximumTasks: Int { 300 }
    /// One that could not be asked about for so long is let go of.
    public static var patience: Duration { .seconds(600) }

    private let delay: Duration
    private var entries: [Key: Entry] = [:]
    private var byteCount = 0
    private var numbers = 0

    /// - Parameter delay: from a sync to the question.
    public init(delay: Duration) {
        self.delay = delay
    }

    public var count: Int { entries.count }
    public var isEmpty: Bool { entries.isEmpty }
    public func contains(_ key: Key) -> Bool { entries[key] != nil }

    /// Feishu has said that it took a sync.
    ///
    /// - Parameters:
    ///   - isWanted: whether it is to be asked about; one that isn't joins what waits of its instance.
    ///   - isRepair: whether it is what ``takeRepair(_:)`` gave. If that doesn't help it isn't repeated; what comes later may be dropped
    ///     anew, and is sent again like the first.
    ///   - tag: given back with a repair; the latest counts.
    /// - Returns: false for a wanted one that there is no room for.
    @discardableResult
    public mutating func applied(
        _ key: Key, _ sync: AppliedSync, isWanted: Bool, isRepair: Bool = false, tag: Tag, at now: Duration
    ) -> Bool {
        numbers += 1
        guard var entry = entries.removeValue(forKey: key) else {
            guard isWanted else { return true }
            guard entries.count < Self.maximumCount, byteCount + sync.body.count <= Self.maximumBytes,
                sync.taskIDs.count <= Self.maximumTasks
            else { return false }
            entries[key] = Entry(
                number: numbers, instanceID: sync.instanceID, version: sync.version, tasks: Self.tasks(sync),
                bodies: [sync.body], tag: tag, since: now, dueAt: now + delay)
            byteCount += sync.body.count
            return true
        }
        byteCount -= entry.byteCount
        if sync.isReplace {
            entry.tasks = [:]
            entry.bodies = []
            entry.isWhole = true
        }
        entry.version = sync.version
        entry.tasks.merge(Self.tasks(sync)) { $1 }
        entry.bodies.append(sync.body)
        if entry.byteCount > Self.maximumEntryBytes || byteCount + entry.byteCount > Self.maximumBytes {
            entry.bodies = []
            entry.isWhole = false
        }
        guard entry.tasks.count <= Self.maximumTasks else { return false }
        entry.number = numbers
        entry.tag = tag
        if !isRepair { entry.wasRepaired = false }
        if entry.isAsked { entry.dueAt = now + delay }
        entry.isAsked = false
        byteCount += entry.byteCount
        entries[key] = entry
        return true
    }

    private static func tasks(_ sync: AppliedSync) -> [String: Int64] {
        Dictionary(sync.taskIDs.map { ($0, sync.version) }, uniquingKeysWith: { $1 })
    }

    // MARK: Asking

    public func hasDue(at now: Duration) -> Bool {
        entries.contains { !$0.value.isAsked && $0.value.dueAt <= now }
    }

    /// What one call asks about, oldest first. Each ends in ``answered(_:version:tasks:isBusy:at:)`` or ``unanswered(_:wasRefused:at:)``.
    ///
    /// - Parameter isBusy: whether the key's syncs are being worked at: its answer would say nothing.
    public mutating func take(at now: Duration, limit: Int, isBusy: (Key) -> Bool) -> [ConfirmationQuestion<Key>] {
        let due = entries.filter { !$0.value.isAsked && $0.value.dueAt <= now && !isBusy($0.key) }
            .sorted { ($0.value.dueAt, $0.value.number) < ($1.value.dueAt, $1.value.number) }
        let chosen = due.first?.value.isAlone == true ? Array(due.prefix(1)) : due.filter { !$0.value.isAlone }
        return chosen.prefix(max(limit, 1)).map { key, entry in
            entries[key]?.isAsked = true
            return ConfirmationQuestion(
                key: key, instanceID: entry.instanceID, version: entry.version,
                tasks: entry.tasks.sorted { $0.key < $1.key }.map { .init(id: $0.key, version: $0.value) },
                number: entry.number)
        }
    }

    /// - Parameters:
    ///   - version: what Feishu has, 0 for an instance that it doesn't know; `nil` for one that doesn't differ.
    ///   - tasks: those that differ, with what Feishu has, 0 for one that it doesn't know.
    public mutating func answered(
        _ question: ConfirmationQuestion<Key>, version: Int64?, tasks: [String: Int64] = [:], isBusy: Bool,
        at now: Duration
    ) -> ConfirmationFinding {
        guard let entry = entries[question.key], entry.number == question.number else { return .stale }
        guard !isBusy else {
            entries[question.key]?.isAsked = false
            entries[question.key]?.dueAt = now + delay
            return .stale
        }
        let isOlder =
            (version.map { $0 < entry.version } ?? false)
            || tasks.contains { id, version in entry.tasks[id].map { version < $0 } ?? false }
        guard isOlder else {
            remove(question.key)
            return .confirmed
        }
        guard entry.isWhole, !entry.wasRepaired else {
            remove(question.key)
            return .lost
        }
        return .dropped
    }

    /// A call that asked brought no answer.
    ///
    /// - Parameter wasRefused: for good. One that asked about several is asked again one by one; one that asked about one is given up.
    /// - Returns: how many are given up.
    public mutating func unanswered(
        _ questions: [ConfirmationQuestion<Key>], wasRefused: Bool, at now: Duration
    ) -> Int {
        var givenUp = 0
        for question in questions {
            guard let entry = entries[question.key], entry.number == question.number else { continue }
            if now - entry.since >= Self.patience || (wasRefused && questions.count == 1) {
                remove(question.key)
                givenUp += 1
            } else {
                entries[question.key]?.isAsked = false
                entries[question.key]?.dueAt = now + max(delay, .seconds(5))
                if wasRefused { entries[question.key]?.isAlone = true }
            }
        }
        return givenUp
    }

    /// Lets go of those that could not be asked about.
    ///
    /// - Returns: how many.
    public mutating func expire(at now: Duration) -> Int {
        let old = entries.filter { !$0.value.isAsked && now - $0.value.since >= Self.patience }.keys
        for key in old { remove(key) }
        return old.count
    }

    // MARK: Repairs

    /// What must be sent again of an instance that was found ``ConfirmationFinding/dropped``, in order; each with a version above all that
    /// went out. It is asked about once more when that was ``applied(_:_:isWanted:isRepair:tag:at:)``.
    ///
    /// - Returns: `nil` when it has changed since: it is asked again.
    public mutating func takeRepair(_ question: ConfirmationQuestion<Key>) -> (bodies: [[UInt8]], tag: Tag)? {
        guard let entry = entries[question.key], entry.number == question.number, !entry.bodies.isEmpty else {
            return nil
        }
        byteCount -= entry.byteCount
        entries[question.key]?.bodies = []
        entries[question.key]?.wasRepaired = true
        return (entry.bodies, entry.tag)
    }

    /// What came with the latest sync of a key that waits.
    public func tag(of key: Key) -> Tag? { entries[key]?.tag }

    public mutating func remove(_ key: Key) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        byteCount -= entry.byteCount
    }

    public mutating func remove(where matches: (Key, Tag) -> Bool) {
        for (key, entry) in entries where matches(key, entry.tag) { remove(key) }
    }
}
