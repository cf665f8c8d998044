/// Which offsets of one partition are done: completion is out of order, the position to commit is the lowest unfinished.
///
/// Offsets arrive in ascending order and may have gaps (compaction, transaction markers). The position never moves
/// back, and never passes an unfinished offset.
public struct OffsetLedger: Sendable {
    private struct Entry {
        var offset: Int64
        var isDone: Bool
    }

    // A ring would save the moves; the window is a few thousand entries and moves are amortised.
    private var entries: [Entry] = []
    private var head = 0
    private var afterLast: Int64?
    /// Offsets that an earlier owner finished beyond its position, not met again yet.
    private var finishedBefore: Set<Int64> = []

    /// Offsets begun and not finished.
    public private(set) var unfinishedCount = 0

    public init() {}

    /// A ledger that goes on from a commit.
    ///
    /// - Parameters:
    ///   - position: the committed offset.
    ///   - finished: what was finished beyond it; such a record is not begun again.
    public init(position: Int64, finished: some Sequence<Int64> = []) {
        afterLast = position
        finishedBefore = Set(finished)
    }

    /// Offsets beyond the position that are finished, ascending.
    public var finishedBeyondPosition: [Int64] {
        var offsets = entries[head...].filter(\.isDone).map(\.offset)
        if !finishedBefore.isEmpty { offsets += finishedBefore.sorted() }
        return offsets
    }

    /// Entries held: from the lowest unfinished to the last begun.
    public var trackedCount: Int { entries.count - head }

    public var lowestUnfinished: Int64? {
        head < entries.count ? entries[head].offset : nil
    }

    /// The offset that may be committed: everything below it is done. `nil` before the first record.
    public var position: Int64? { lowestUnfinished ?? afterLast }

    /// Takes a record in.
    ///
    /// - Returns: `false` for an offset at or below one that was taken before (a record delivered again); it is not
    ///   tracked a second time.
    public mutating func begin(_ offset: Int64) -> Bool {
        if let afterLast, offset < afterLast { return false }
        afterLast = offset &+ 1
        if !finishedBefore.isEmpty, finishedBefore.remove(offset) != nil {
            entries.append(Entry(offset: offset, isDone: true))
            passFinished()
            return false
        }
        entries.append(Entry(offset: offset, isDone: false))
        unfinishedCount += 1
        return true
    }

    /// Marks an offset done; one that isn't tracked, or is done, changes nothing.
    ///
    /// - Returns: whether the position moved.
    @discardableResult
    public mutating func finish(_ offset: Int64) -> Bool {
        guard let index = index(of: offset), !entries[index].isDone else { return false }
        entries[index].isDone = true
        unfinishedCount -= 1
        guard index == head else { return false }
        passFinished()
        return true
    }

    private mutating func passFinished() {
        while head < entries.count, entries[head].isDone { head += 1 }
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if head >= 1024, head * 2 >= entries.count {
            entries.removeFirst(head)
            head = 0
        }
    }

    private func index(of offset: Int64) -> Int? {
        guard head < entries.count else { return nil }
        let first = entries[head].offset
        guard offset >= first else { return nil }
        // Without gaps the place is known at once.
        let guess = offset &- first
        if guess < Int64(entries.count - head), entries[head + Int(guess)].offset == offset { return head + Int(guess) }
        var low = head
        var high = entries.count
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && entries[low].offset == offset ? low : nil
    }
}
