/// Which item runs next: one at a time per key and in the order in which they came, different keys side by side, and
/// fair turns between keys.
///
/// Background items give way to the others, of their key and of other keys; but one has its turn after each ``turns`` others that went
/// before it. The order in which they came holds among the background items of a key, and among its others.
///
/// A key is in exactly one state: idle (nothing to do), ready (in a line), or running (one item handed out, or more by
/// ``takeFollowing(_:while:)``). Pure, and confined to one owner: the caller bounds how many run and keeps the timers.
public final class KeyScheduler<Key: Hashable, Item> {
    private enum State {
        case ready
        case running
    }

    /// One key's items; the line of ready keys refers to it, so that a key is hashed when an item comes and when its last
    /// one goes, not at each step between.
    private final class Line {
        let key: Key
        var state = State.ready
        var items: [Item] = []
        var head = 0
        /// Items handed out together and not finished.
        var running = 0
        var background = FIFO<Item>()
        /// Whether the last one that was handed out is a background item.
        var ranBackground = false
        /// Others in a row that went before a background item.
        var streak = 0
        /// The number of its place in a line of ready keys; an earlier place of it counts no more.
        var place = 0

        init(_ key: Key) { self.key = key }

        var isEmpty: Bool { head == items.count && background.isEmpty }
        var count: Int { items.count - head + background.count }

        var nextIsBackground: Bool {
            !background.isEmpty && (head == items.count || streak >= KeyScheduler.turns)
        }

        func pop() -> Item {
            ranBackground = nextIsBackground
            streak = ranBackground || background.isEmpty ? 0 : streak + 1
            if ranBackground, let item = background.popFirst() { return item }
            return popItem()
        }

        /// The next item of the kind that runs.
        var following: Item? {
            ranBackground ? background.first : head < items.count ? items[head] : nil
        }

        func popFollowing() -> Item? { ranBackground ? background.popFirst() : popItem() }

        private func popItem() -> Item {
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

    /// A background item that waits has its turn after this many others.
    public static var turns: Int { 16 }

    private var lines: [Key: Line] = [:]
    private var ready = FIFO<(line: Line, place: Int)>()
    /// Keys whose next item is a background item.
    private var backgroundReady = FIFO<(line: Line, place: Int)>()
    /// Others in a row that were handed out while a background item was ready.
    private var streak = 0
    private var places = 0

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
        lines[key]?.count ?? 0
    }

    /// Whether the item that runs for a key is a background item.
    public func runsBackground(_ key: Key) -> Bool {
        lines[key].map { $0.state == .running && $0.ranBackground } ?? false
    }

    public func add(_ item: Item, key: Key, isBackground: Bool = false) {
        queuedCount += 1
        let known = lines[key]
        let line = known ?? Line(key)
        let wasBackground = line.nextIsBackground
        if isBackground { line.background.append(item) } else { line.items.append(item) }
        if known == nil {
            lines[key] = line
            enterLine(line)
        } else if line.state == .ready, wasBackground, !line.nextIsBackground {
            enterLine(line)
        }
    }

    private func enterLine(_ line: Line) {
        line.state = .ready
        places += 1
        line.place = places
        if line.nextIsBackground { backgroundReady.append((line, places)) } else { ready.append((line, places)) }
    }

    /// The first item of the key whose turn it is; the key is then running.
    public func next() -> (key: Key, item: Item)? {
        skipStale(&ready)
        skipStale(&backgroundReady)
        let isBackground = !backgroundReady.isEmpty && (ready.isEmpty || streak >= Self.turns)
        streak = isBackground || backgroundReady.isEmpty ? 0 : streak + 1
        guard let line = (isBackground ? backgroundReady.popFirst() : ready.popFirst())?.line else { return nil }
        let item = line.pop()
        line.state = .running
        line.running = 1
        queuedCount -= 1
        runningCount += 1
        return (line.key, item)
    }

    private func skipStale(_ queue: inout FIFO<(line: Line, place: Int)>) {
        while let first = queue.first,
            first.line.state != .ready || first.line.place != first.place || first.line.isEmpty
        {
            _ = queue.popFirst()
        }
    }

    /// Hands out the items that follow those of a running key, to be finished with them: as long as they are of the same kind and match,
    /// in order. The first that doesn't match stays, and all behind it.
    public func takeFollowing(_ key: Key, while matches: (Item) -> Bool) -> [Item] {
        guard let line = lines[key], line.state == .running else { return [] }
        var taken: [Item] = []
        while let next = line.following, matches(next), let item = line.popFollowing() { taken.append(item) }
        line.running += taken.count
        queuedCount -= taken.count
        runningCount += taken.count
        return taken
    }

    /// All that the key runs is done (or is given up): its next item joins the line.
    public func finish(_ key: Key) {
        guard let line = lines[key], line.state == .running else { return }
        runningCount -= line.running
        line.running = 0
        if line.isEmpty {
            lines[key] = nil
        } else {
            enterLine(line)
        }
    }

    /// Takes out the items that no worker has and that match, in order per key.
    public func remove(where matches: (Item) -> Bool) -> [Item] {
        var removed: [Item] = []
        var moved: [Line] = []
        for line in Array(lines.values) {
            let wasBackground = line.nextIsBackground
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
            removed += line.background.remove(where: matches)
            guard line.state == .ready else { continue }
            // A key without items leaves a stale place in the line, which next() skips.
            if line.isEmpty {
                lines[line.key] = nil
            } else if line.nextIsBackground != wasBackground {
                moved.append(line)
            }
        }
        for line in moved.sorted(by: { $0.place < $1.place }) { enterLine(line) }
        queuedCount -= removed.count
        return removed
    }
}
