/// How many commands Feishu may refuse before somebody looks: without credit the app and definition pauses instead of pouring a topic
/// into the dead letters (after Uber's uForwarder).
///
/// Each app and definition has ``burst`` at first, one more each ``interval`` and one per success, never more than ``cap``, five times the
/// burst. The cap is what may go wrong at once even where all went well for months: as many as a person can look through. Only
/// Feishu's refusals take credit; malformed events pause nothing. Pure: the time is an argument, since any fixed instant, and never goes
/// back.
public struct DeadLetterCredit: Sendable {
    public struct Subject: Hashable, Sendable {
        public var app: String
        public var definition: String

        public init(app: String, definition: String) {
            self.app = app
            self.definition = definition
        }
    }

    public enum Verdict: Sendable, Hashable {
        /// The credit is taken: the command may be set aside.
        case granted
        /// Nothing may be set aside; credit comes in so long at the latest, or by a success or an operator's release.
        case paused(Duration)
    }

    private struct Entry: Sendable {
        var credit: Int
        /// Until when the passing of time has been paid out.
        var paidUntil: Duration
        var touched: Duration
    }

    public let burst: Int
    public let interval: Duration
    public var cap: Int { burst * 5 }

    /// Definitions that are remembered. One that is forgotten begins anew: those that were not heard of for longest go, those without
    /// credit last.
    public let limit: Int
    private var entries: [Subject: Entry] = [:]

    /// - Parameters:
    ///   - burst: 1…1,000,000.
    ///   - interval: a second at least.
    public init(burst: Int = 20, interval: Duration = .seconds(300), limit: Int = 4096) {
        self.burst = min(max(1, burst), 1_000_000)
        self.interval = max(.seconds(1), interval)
        self.limit = max(8, limit)
    }

    public var count: Int { entries.count }

    public func credit(of subject: Subject, at now: Duration) -> Int {
        entries[subject].map { paid($0, at: now).credit } ?? burst
    }

    /// Asks to set one refused command aside.
    public mutating func take(_ subject: Subject, at now: Duration) -> Verdict {
        let (cap, interval) = (cap, interval)
        return change(subject, at: now) { entry in
            guard entry.credit > 0 else { return .paused(entry.paidUntil + interval - now) }
            // Time begins to count when there is something to make up for.
            if entry.credit == cap { entry.paidUntil = now }
            entry.credit -= 1
            return .granted
        }
    }

    public mutating func succeeded(_ subject: Subject, at now: Duration) {
        let cap = cap
        change(subject, at: now) { $0.credit = min(cap, $0.credit + 1) }
    }

    /// An operator has looked: the pause ends with as much credit as at first.
    public mutating func release(_ subject: Subject, at now: Duration) {
        let burst = burst
        change(subject, at: now) { $0.credit = max($0.credit, burst) }
    }

    /// Those without credit.
    public func paused(at now: Duration) -> [Subject] {
        entries.filter { paid($0.value, at: now).credit == 0 }.map(\.key)
    }

    private mutating func change<Answer>(
        _ subject: Subject, at now: Duration, _ body: (inout Entry) -> Answer
    ) -> Answer {
        if entries[subject] == nil, entries.count >= limit { forget(at: now) }
        var entry = paid(
            entries[subject] ?? Entry(credit: burst, paidUntil: now, touched: now), at: now)
        entry.touched = now
        defer { entries[subject] = entry }
        return body(&entry)
    }

    private func paid(_ entry: Entry, at now: Duration) -> Entry {
        var entry = entry
        let whole = Int(min(max(0, (now - entry.paidUntil) / interval), Double(cap)))
        guard whole > 0 else { return entry }
        entry.credit = min(cap, entry.credit + whole)
        entry.paidUntil = entry.credit == cap ? now : entry.paidUntil + interval * whole
        return entry
    }

    /// An eighth at once, so that the search is paid for by many.
    private mutating func forget(at now: Duration) {
        let order = entries.sorted {
            let (left, right) = (paid($0.value, at: now).credit == 0, paid($1.value, at: now).credit == 0)
            return left == right ? $0.value.touched < $1.value.touched : !left
        }
        for (subject, _) in order.prefix(limit / 8) { entries[subject] = nil }
    }
}
