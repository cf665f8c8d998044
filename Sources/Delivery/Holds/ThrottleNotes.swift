/// What a process tells the others of its throttles: until when Feishu wants an app and API left alone.
///
/// However many calls are refused, no more than one note per app and API goes out within ``spacing``, and none that the others know
/// already. Notes are durations from when they are written, counted from when they are read, since no two clocks agree. Pure: the time
/// is an argument, since any fixed instant, and never goes back.
public struct ThrottleNotes: Sendable {
    private struct Entry: Sendable {
        /// The latest end that Feishu gave this process.
        var end: Duration
        /// The latest end that the others know, from this process or from another.
        var known: Duration
        var mayWriteAt: Duration
    }

    public static let spacing = Duration.seconds(1)
    /// An end that is later by no more than this isn't worth a note, and neither is one that is so near.
    public static let slack = Duration.milliseconds(100)
    /// Subjects that are remembered; there are as many as apps and APIs.
    public static let limit = 10_000

    private var entries: [HoldSubject: Entry] = [:]

    public init() {}

    public var count: Int { entries.count }

    /// Feishu throttled a call of this process.
    ///
    /// - Parameter told: within ``ThrottleHold``'s bounds.
    public mutating func throttled(_ subject: HoldSubject, for told: Duration?, at now: Duration) {
        let end = now + ThrottleHold.bounded(told)
        change(subject, at: now) { $0.end = max($0.end, end) }
    }

    /// Another process's note was read.
    ///
    /// - Returns: how long to hold from now, within bounds.
    public mutating func received(_ subject: HoldSubject, for duration: Duration, at now: Duration) -> Duration {
        let wait = min(max(duration, .zero), ThrottleHold.longest)
        change(subject, at: now) { $0.known = max($0.known, now + wait) }
        return wait
    }

    /// An operator lifts the hold.
    public mutating func release(_ subject: HoldSubject) { entries[subject] = nil }

    /// The notes to write now, with how long each says; counted as written.
    public mutating func due(at now: Duration) -> [(subject: HoldSubject, duration: Duration)] {
        var due: [(subject: HoldSubject, duration: Duration)] = []
        for (subject, entry) in entries {
            if entry.end > max(entry.known, now) + Self.slack {
                guard now >= entry.mayWriteAt else { continue }
                entries[subject]?.known = entry.end
                entries[subject]?.mayWriteAt = now + Self.spacing
                due.append((subject, entry.end - now))
            } else if now >= max(entry.end, entry.known, entry.mayWriteAt) {
                entries[subject] = nil
            }
        }
        return due
    }

    private mutating func change(_ subject: HoldSubject, at now: Duration, _ body: (inout Entry) -> Void) {
        guard entries[subject] != nil || entries.count < Self.limit else { return }
        var entry = entries[subject] ?? Entry(end: .zero, known: .zero, mayWriteAt: now)
        body(&entry)
        entries[subject] = entry
    }
}
