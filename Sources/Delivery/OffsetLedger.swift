/// Which offsets of one partition are done: completion is out of order, the position to commit is the lowest unfinished.
///
/// Offsets arrive in ascending order and may have gaps (compaction, transaction markers). The position never moves
/// back, and never passes an unfinished offset.
public struct OffsetLedger: Sendable {
    /// What becomes of a record that is taken in.
    public enum Beginning: Sendable, Hashable {
        /// It is to be worked on.
        case new
        /// An earlier owner finished it.
        case finishedBefore
        /// Its offset lies below one that was taken before. The partition has been cut or made anew, and its offsets stand for
        /// other records now: this ledger can't tell of them, and has taken nothing. A new one has to begin there.
        case wentBack
    }

    private struct Entry {
        var offset: Int64
        var isDone: Bool
    }

    // A ring would save the moves; the window is a few thousand entries and moves are amortised.
    private var entries: [Entry] = []
    private var head = 0
    private var afterLast: Int64?
    /// Offsets that an earlier owner finished beyond its position and that have not been met again; the next at the end.
    private var finishedBefore: [Range<Int64>] = []

    /// Offsets begun and not finished.
    public private(set) var unfinishedCount = 0

    public init() {}

    /// A ledger that goes on from a commit.
    ///
    /// - Parameters:
    ///   - position: the committed offset.
    ///   - finished: what was finished beyond it, ascending; such a record is not begun again.
    public init(position: Int64, finished: [Range<Int64>] = []) {
        afterLast = position
        finishedBefore = finished.filter { !$0.isEmpty && $0.upperBound > position }.reversed()
    }

    /// Offsets beyond the position that are finished, ascending. What lies between two of them may be offsets that have no record.
    public var finishedBeyondPosition: [Range<Int64>] {
        var ranges: [Range<Int64>] = []
        var start: Int64?
        var end: Int64 = 0
        for entry in entries[head...] {
            if entry.isDone {
                start = start ?? entry.offset
                end = entry.offset &+ 1
            } else if let began = start {
                ranges.append(began..<end)
                start = nil
            }
        }
        if let start { ranges.append(start..<end) }
        ranges.append(contentsOf: finishedBefore.reversed())
        return ranges
    }

    /// Entries held: from the lowest unfinished to the last begun.
    public var trackedCount: Int { entries.count - head }

    public var lowestUnfinished: Int64? {
        head < entries.count ? entries[head].offset : nil
    }

    /// The offset that may be committed: everything below it is done. `nil` before the first record.
    public var position: Int64? { lowestUnfinished ?? afterLast }

    /// One beyond the highest offset that was taken in.
    public var end: Int64? { afterLast }

    /// How far the offsets taken in reach beyond the position.
    public var span: Int64 {
        guard let position, let afterLast else { return 0 }
        return afterLast - position
    }

    /// Three quarters of what a ``CommitMap`` holds for certain: how far offsets may be taken in beyond the position.
    public static let reach = CommitMap.reach * 3 / 4

    /// No more should be taken in, the rest of the map is for what is on its way.
    public var isNearItsBound: Bool { span >= Int64(Self.reach) }

    /// Half of it: taking in may go on.
    public var isFarFromItsBound: Bool { span < Int64(CommitMap.reach) / 2 }

    /// Takes a record in.
    public mutating func begin(_ offset: Int64) -> Beginning {
        if let afterLast, offset < afterLast { return .wentBack }
        afterLast = offset &+ 1
        while let next = finishedBefore.last, next.upperBound <= offset { finishedBefore.removeLast() }
        if let next = finishedBefore.last, next.contains(offset) {
            // What is below has been met, or has no record.
            if next.upperBound == offset &+ 1 {
                finishedBefore.removeLast()
            } else {
                finishedBefore[finishedBefore.count - 1] = (offset &+ 1)..<next.upperBound
            }
            entries.append(Entry(offset: offset, isDone: true))
            passFinished()
            return .finishedBefore
        }
        entries.append(Entry(offset: offset, isDone: false))
        unfinishedCount += 1
        return .new
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
