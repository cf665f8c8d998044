/// What is due when: the earliest first, and of the same time the one that was put in first (a binary heap).
struct EventQueue {
    private struct Entry {
        var time: Duration
        var number: Int
        var event: SimulatedEvent

        func isBefore(_ other: Entry) -> Bool {
            time != other.time ? time < other.time : number < other.number
        }
    }

    private var heap: [Entry] = []
    private var next = 0

    var isEmpty: Bool { heap.isEmpty }

    mutating func add(_ event: SimulatedEvent, at time: Duration) {
        next += 1
        heap.append(Entry(time: time, number: next, event: event))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].isBefore(heap[parent]) else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popFirst() -> (time: Duration, event: SimulatedEvent)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if !heap.isEmpty {
            heap[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2]
                where child < heap.count && heap[child].isBefore(heap[least]) {
                    least = child
                }
                guard least != parent else { break }
                heap.swapAt(parent, least)
                parent = least
            }
        }
        return (first.time, first.event)
    }
}
