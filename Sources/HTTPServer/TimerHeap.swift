/// A binary heap of what is due when. Of two due at the same time the one that was put in first comes out first.
struct TimerHeap<Element> {
    private struct Entry {
        var deadline: UInt64
        var sequence: UInt64
        var element: Element

        func precedes(_ other: Entry) -> Bool {
            (deadline, sequence) < (other.deadline, other.sequence)
        }
    }

    private var entries: [Entry] = []
    private var sequence: UInt64 = 0

    var count: Int { entries.count }

    var nextDeadline: UInt64? { entries.first?.deadline }

    mutating func insert(_ element: Element, at deadline: UInt64) {
        entries.append(Entry(deadline: deadline, sequence: sequence, element: element))
        sequence &+= 1
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].precedes(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    /// The earliest, if it is due.
    mutating func popDue(at now: UInt64) -> Element? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        entries.swapAt(0, entries.count - 1)
        entries.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [parent * 2 + 1, parent * 2 + 2] where child < entries.count {
                if entries[child].precedes(entries[least]) { least = child }
            }
            if least == parent { return first.element }
            entries.swapAt(parent, least)
            parent = least
        }
    }

    mutating func removeAll() { entries = [] }
}
