public import JSON

/// What must be remembered of an approval's syncs, so that the next one's version exceeds whatever Feishu has: four numbers at most,
/// however many tasks there are. Part of the receipt (`"sync"`): some 60 bytes, and the sequence.
///
/// It speaks of syncs that are done, in the order of their lane, and of none that waits. After a crash the syncs whose receipt was
/// lost come again, in the same order, and take the same versions as before.
public struct SyncMark: Sendable, Hashable {
    /// The longest `sequence` that is remembered, in bytes; longer ones are as if they weren't there.
    public static let maximumSequence = 128
    /// Greater numbers aren't versions: what has been read is bounded.
    static let maximumVersion: Int64 = 1 << 53

    /// The last version given to a sync of the live topic, and of the bulk topic: epoch milliseconds; 0 before the first.
    public var live: Int64 = 0
    public var bulk: Int64 = 0
    /// The highest version that Feishu took; 0 before the first.
    public var applied: Int64 = 0
    /// The highest `sequence` of an event whose sync Feishu took.
    public var sequence: String?
    /// Whether syncs went out with their senders' own times, however far ahead, before versions were given: then a time counts as it is.
    /// To be set where a receipt says of syncs, but has no mark.
    public var isUnbounded = false

    public init() {}

    public var isEmpty: Bool { self == SyncMark() }

    /// Takes note that a sync is done, whatever came of it.
    public mutating func note(_ version: Int64, _ priority: Priority) {
        switch priority {
        case .live: live = max(live, version)
        case .bulk: bulk = max(bulk, version)
        }
    }

    /// Takes note of what Feishu took.
    public mutating func noteApplied(_ version: Int64, sequence newer: String?) {
        applied = max(applied, version)
        sequence = Self.later(sequence, newer)
    }

    /// Whether an event is older than another, by their sequences: bytes in order, as CloudEvents' sequence extension sorts. False where one has none.
    public static func isOlder(_ sequence: String?, than other: String?) -> Bool {
        guard let sequence = usable(sequence), let other = usable(other) else { return false }
        return sequence.utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// The later of two sequences.
    public static func later(_ sequence: String?, _ other: String?) -> String? {
        guard let sequence = usable(sequence) else { return usable(other) }
        return isOlder(sequence, than: other) ? other : sequence
    }

    private static func usable(_ sequence: String?) -> String? {
        guard let sequence, (1...maximumSequence).contains(sequence.utf8.count) else { return nil }
        return sequence
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, number) in [("live", live), ("bulk", bulk), ("applied", applied)] where number > 0 {
            writer.key(name)
            writer.value(number)
        }
        if isUnbounded {
            writer.key("unbounded")
            writer.value(true)
        }
        if let sequence {
            writer.key("sequence")
            writer.value(sequence)
        }
        writer.endObject()
    }

    /// What isn't as it should be is as if it weren't there.
    public init(reading value: JSONValue) {
        func version(_ name: StaticString) -> Int64 {
            value[name]?.int64.flatMap { (0...Self.maximumVersion).contains($0) ? $0 : nil } ?? 0
        }
        live = version("live")
        bulk = version("bulk")
        applied = version("applied")
        sequence = Self.usable(value["sequence"]?.stringValue)
        isUnbounded = value["unbounded"]?.bool ?? false
    }
}
