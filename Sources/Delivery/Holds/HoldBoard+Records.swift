extension HoldBoard {
    /// What a record changed for this process.
    public enum Change: Sendable, Hashable {
        case nothing
        /// What was open is held, or held for another reason.
        case held
        /// This process may make one call.
        case won
        /// The hold is over.
        case over(GroupHold)
    }

    /// Feishu refuses the app, not the record.
    ///
    /// - Parameter wall: epoch milliseconds.
    /// - Returns: the record to write; `nil` when the hold stands already.
    public mutating func refused(
        _ subject: HoldSubject, reason: String, detail: String, alias: String, duration: Duration, interval: Duration,
        wall: Int64, at now: Duration
    ) -> GroupHold? {
        // Of many calls that were under way the first one says it.
        if let known = hold(on: subject, at: now), known.hold.reason == reason || found[subject] != nil { return nil }
        made += 1
        let hold = GroupHold(
            subject: subject, reason: reason, detail: detail, alias: alias, id: "\(process).\(made)", writer: process,
            since: wall, duration: duration, interval: interval)
        found[subject] = Standing(hold: hold, dueAt: now + hold.interval, until: now + hold.duration)
        return hold
    }

    /// - Parameter age: how long ago it was written.
    public mutating func received(_ hold: GroupHold, age: Duration, at now: Duration) -> Change {
        let subject = hold.subject
        let age = max(age, .zero)
        guard standing[subject] != nil || standing.count < Self.limit else { return .nothing }
        let before = self.hold(on: subject, at: now)
        if found[subject]?.hold.id == hold.id { found[subject] = nil }
        let last = standing[subject]?.hold
        // Second claims of one try say nothing.
        guard last.map({ $0.id != hold.id || hold.probe > $0.probe }) ?? true else { return .nothing }
        forgetWhatStood(subject)
        guard age < hold.duration else {
            guard let before, found[subject] == nil else { return .nothing }
            return .over(before.hold)
        }
        standing[subject] = Standing(
            hold: hold, dueAt: now - age + hold.interval, until: now - age + hold.duration)
        if hold.writer == process, hold.probe > 0, age < hold.interval {
            rights.insert(subject)
            return .won
        }
        return before?.hold.reason == hold.reason ? .nothing : .held
    }

    /// The record was deleted. What this process found since is not meant by that.
    public mutating func deleted(_ subject: HoldSubject, at now: Duration) -> Change {
        let before = hold(on: subject, at: now)
        forgetWhatStood(subject)
        guard let before, found[subject] == nil else { return .nothing }
        return .over(before.hold)
    }

    /// An operator lifts what matches.
    public mutating func release(where matches: (HoldSubject) -> Bool, at now: Duration) -> [GroupHold] {
        let released = holds(at: now).filter { matches($0.subject) }
        for hold in released { remove(hold.subject) }
        return released
    }

    /// Forgets what has lapsed.
    public mutating func lapse(at now: Duration) -> [GroupHold] {
        var over: [GroupHold] = []
        for (subject, state) in standing.merging(found, uniquingKeysWith: { $1 }) where state.until <= now {
            over.append(state.hold)
            remove(subject)
        }
        return over
    }

    /// Forgets what the topic said of a subject, but not what this process found and has yet to say.
    private mutating func forgetWhatStood(_ subject: HoldSubject) {
        let kept = found[subject]
        remove(subject)
        found[subject] = kept
    }
}
