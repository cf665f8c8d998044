/// When the last call of each key ended, as far as that is not long ago.
public struct RecentCalls<Key: Hashable> {
    private let memory: Duration
    private var ends: [Key: Duration] = [:]
    private var line = FIFO<(key: Key, end: Duration)>()

    /// - Parameter memory: how long an end is known; zero for not at all.
    public init(memory: Duration) {
        self.memory = memory
    }

    public var count: Int { ends.count }

    /// The time never goes back.
    public mutating func ended(_ key: Key, at now: Duration) {
        guard memory > .zero else { return }
        while let first = line.first, now - first.end >= memory {
            _ = line.popFirst()
            if ends[first.key] == first.end { ends[first.key] = nil }
        }
        ends[key] = now
        line.append((key, now))
    }

    /// Whether a call of the key ended less than the memory ago.
    public func isRecent(_ key: Key, at now: Duration) -> Bool {
        ends[key].map { now - $0 < memory } ?? false
    }
}
