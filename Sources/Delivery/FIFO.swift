/// A queue that takes at the end and gives at the front in constant time (after swift-collections' `Deque`, of which
/// these two ends suffice here).
public struct FIFO<Element> {
    private var storage: [Element?] = []
    private var head = 0

    public init() {}

    public var count: Int { storage.count - head }
    public var isEmpty: Bool { head == storage.count }
    public var first: Element? { head < storage.count ? storage[head] : nil }

    /// In order.
    public var elements: [Element] { storage[head...].compactMap { $0 } }

    public mutating func append(_ element: Element) {
        storage.append(element)
    }

    /// Puts an element back at the front.
    public mutating func prepend(_ element: Element) {
        if head > 0 {
            head -= 1
            storage[head] = element
        } else {
            storage.insert(element, at: 0)
        }
    }

    public mutating func popFirst() -> Element? {
        guard head < storage.count else { return nil }
        let element = storage[head]
        storage[head] = nil
        head += 1
        if head == storage.count {
            storage.removeAll(keepingCapacity: storage.capacity <= 64)
            head = 0
        } else if head >= 64, head * 2 >= storage.count {
            storage.removeFirst(head)
            head = 0
        }
        return element
    }

    /// Removes what matches, in order, and returns it.
    public mutating func remove(where matches: (Element) -> Bool) -> [Element] {
        var kept: [Element?] = []
        var removed: [Element] = []
        for index in head..<storage.count {
            guard let element = storage[index] else { continue }
            if matches(element) { removed.append(element) } else { kept.append(element) }
        }
        storage = kept
        head = 0
        return removed
    }
}
