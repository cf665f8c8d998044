/// Timers by deadline: a binary heap of small entries beside a table of what they do. Pure: the time is an argument.
///
/// Cancelling forgets the work at once and leaves its entry in the heap until it surfaces, or until such entries are the
/// greater part. Timers of the same deadline fire in the order of their ids.
struct TimerHeap<Work> {
    private struct Entry {
        var deadline: Int64
        var id: UInt64

        func isBefore(_ other: Entry) -> Bool {
            deadline != other.deadline ? deadline < other.deadline : id < other.id
        }
    }

    private var entries: [Entry] = []
    private var works: [UInt64: Work] = [:]

    var count: Int { works.count }
    var isEmpty: Bool { works.isEmpty }

    mutating func insert(_ id: TimerID, at deadline: Int64, _ work: Work) {
        works[id.rawValue] = work
        entries.append(Entry(deadline: deadline, id: id.rawValue))
        rise(from: entries.count - 1)
    }

    /// Whether it was there.
    @discardableResult
    mutating func remove(_ id: TimerID) -> Bool {
        guard works.removeValue(forKey: id.rawValue) != nil else { return false }
        if entries.count > 64, entries.count > 2 * works.count { compact() }
        return true
    }

    /// The deadline of the next timer that is still wanted.
    mutating func nextDeadline() -> Int64? {
        dropForgotten()
        return entries.first?.deadline
    }

    /// The next timer due at `now`, taken out.
    mutating func popDue(at now: Int64) -> Work? {
        dropForgotten()
        guard let first = entries.first, first.deadline <= now else { return nil }
        removeFirst()
        return works.removeValue(forKey: first.id)
    }

    mutating func removeAll() {
        entries = []
        works = [:]
    }

    private mutating func dropForgotten() {
        while let first = entries.first, works[first.id] == nil { removeFirst() }
    }

    private mutating func compact() {
        entries.removeAll { works[$0.id] == nil }
        // An array sorted by deadline is a heap.
        entries.sort { $0.isBefore($1) }
    }

    private mutating func removeFirst() {
        let last = entries.removeLast()
        guard !entries.isEmpty else { return }
        entries[0] = last
        sink()
    }

    private mutating func rise(from start: Int) {
        var index = start
        while index > 0 {
            let parent = (index - 1) / 2
            guard entries[index].isBefore(entries[parent]) else { return }
            entries.swapAt(index, parent)
            index = parent
        }
    }

    private mutating func sink() {
        var index = 0
        while true {
            var smallest = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < entries.count && entries[child].isBefore(entries[smallest]) {
                smallest = child
            }
            guard smallest != index else { return }
            entries.swapAt(index, smallest)
            index = smallest
        }
    }
}
