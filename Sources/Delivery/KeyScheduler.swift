/// Which item runs next: one at a time per key and in the order in which they came, different keys side by side, and
/// fair turns between keys.
///
/// A key is in exactly one state: idle (nothing to do), ready (in the line), running (one item handed out), or waiting
/// (set aside until ``wake(_:)``). Pure, and confined to one owner: the caller bounds how many run and keeps the timers.
public final class KeyScheduler<Key: Hashable, Item> {
    private enum State {
        case ready
        case running
        case waiting
    }

    /// One key's items; the line of ready keys refers to it, so that a key is hashed when an item comes and when its last
    /// one goes, not at each step between.
    private final class Line {
        let key: Key
        var state = State.ready
        var items: [Item]
        var head = 0

        init(_ key: Key, _ first: Item) {
            self.key = key
            items = [first]
        }

        var isEmpty: Bool { head == items.count }

        func pop() -> Item {
            let item = items[head]
            head += 1
            if head == items.count {
                items.removeAll(keepingCapacity: items.count <= 4)
                head = 0
            } else if head >= 32, head * 2 >= items.count {
                items.removeFirst(head)
                head = 0
            }
            return item
        }
    }

    private var lines: [Key: Line] = [:]
    private var ready = FIFO<Line>()

    /// Items that no worker has.
    public private(set) var queuedCount = 0
    /// Items handed out and not finished.
    public private(set) var runningCount = 0

    public init() {}

    public var keyCount: Int { lines.count }
    public var isEmpty: Bool { lines.isEmpty }

    /// Whether the key has anything queued, running or waiting.
    public func isActive(_ key: Key) -> Bool { lines[key] != nil }

    /// Items of a key that wait behind the one that runs.
    public func queuedCount(of key: Key) -> Int {
        lines[key].map { $0.items.count - $0.head } ?? 0
    }

    public func add(_ item: Item, key: Key) {
        queuedCount += 1
        if let line = lines[key] {
            line.items.append(item)
        } else {
            let line = Line(key, item)
            lines[key] = line
            ready.append(line)
        }
    }

    /// The first item of the key whose turn it is; the key is then running.
    public func next() -> (key: Key, item: Item)? {
        while let line = ready.popFirst() {
            guard line.state == .ready, !line.isEmpty else { continue }
            let item = line.pop()
            line.state = .running
            queuedCount -= 1
            runningCount += 1
            return (line.key, item)
        }
        return nil
    }

    /// The key's running item is done (or is given up): its next one joins the line.
    public func finish(_ key: Key) {
        guard let line = lines[key], line.state == .running else { return }
        runningCount -= 1
        if line.isEmpty {
            lines[key] = nil
        } else {
            line.state = .ready
            ready.append(line)
        }
    }

    /// The key's running item must wait for something: it goes back to its place at the front, and the key is set aside.
    public func setAside(_ key: Key, _ item: Item) {
        guard let line = lines[key], line.state == .running else { return }
        runningCount -= 1
        queuedCount += 1
        if line.head > 0 {
            line.head -= 1
            line.items[line.head] = item
        } else {
            line.items.insert(item, at: 0)
        }
        line.state = .waiting
    }

    /// A key that was set aside joins the line again; any other key is left as it is.
    public func wake(_ key: Key) {
        guard let line = lines[key], line.state == .waiting else { return }
        line.state = .ready
        ready.append(line)
    }

    /// Takes out the items that no worker has and that match, in order per key.
    public func remove(where matches: (Item) -> Bool) -> [Item] {
        var removed: [Item] = []
        for line in Array(lines.values) {
            let before = line.items.count - line.head
            var kept: [Item] = []
            for index in line.head..<line.items.count {
                if matches(line.items[index]) {
                    removed.append(line.items[index])
                } else {
                    kept.append(line.items[index])
                }
            }
            line.items = kept
            line.head = 0
            queuedCount -= before - kept.count
            // A ready key without items leaves a stale place in the line, which next() skips.
            if kept.isEmpty, line.state != .running { lines[line.key] = nil }
        }
        return removed
    }
}
