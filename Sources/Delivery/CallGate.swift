/// When the next call of one app and API may start: throttles (``ThrottleHold``), an outage (``CallBreaker``), and the quota.
///
/// Every call that is admitted ends in exactly one of ``succeeded(key:at:)``, ``answered(key:at:)``,
/// ``failed(key:nothingWasSent:at:)``, ``throttled(key:for:random:at:)``, ``hold(for:reason:key:at:)`` and ``abandoned(key:)``; a key
/// has one at a time. Pure: the time is an argument, counted from any fixed instant.
public struct CallGate: Sendable {
    public enum Admission: Sendable, Hashable {
        case now(QuotaGrant)
        /// Ask again then, or when a call has ended.
        case after(Duration)
        /// The quota is used up, until then if that is known.
        case afterOthers(Duration?)
        /// Others of the group must know first what was spent.
        case afterReport
        /// Another key's turn; only if others wait.
        case othersFirst
    }

    private var throttle: ThrottleHold
    private var breaker = CallBreaker()
    private var clock = OpenClock()
    /// When the calls that are under way started, by key.
    private var starts: [String: Duration] = [:]
    /// Whether the group holds this app and API (``HoldBoard``), which is asked before this gate.
    public private(set) var isHeldByGroup = false

    /// - Parameter perSecond: the configured quota; 0 for none.
    public init(perSecond: Int) {
        throttle = ThrottleHold(perSecond: perSecond)
    }

    /// Whether failures are the target's and not the records'.
    public var isOutage: Bool { breaker.isOutage }
    /// Whether a call's end may let others start before the time that they were told.
    public var isRestrained: Bool { breaker.isRestrained || throttle.isRestrained }

    /// How long calls could be made so far, holds and outages left out: what the age of a failing command is counted in.
    public func openTime(at now: Duration) -> Duration { clock.reading(at: now) }

    /// - Parameters:
    ///   - othersWait: whether commands of other keys wait for this gate too.
    ///   - quota: counts what it admits, so it is asked last.
    public mutating func admit(
        key: String, othersWait: Bool = false, at now: Duration, quota: () -> QuotaAdmission
    ) -> Admission {
        look(at: now)
        if case .after(let wait) = throttle.admission(at: now) { return .after(wait) }
        switch breaker.admission(key: key, othersWait: othersWait, at: now) {
        case .now: break
        case .after(let wait): return .after(wait)
        case .othersFirst: return .othersFirst
        }
        switch quota() {
        case .after(let wait): return .afterOthers(wait)
        case .later: return .afterOthers(nil)
        case .afterReport: return .afterReport
        case .now(let grant):
            starts[key] = throttle.began(at: now)
            breaker.began(key: key, at: now)
            return .now(grant)
        }
    }

    public mutating func succeeded(key: String, at now: Duration) {
        passed(key, at: now)
        breaker.succeeded(key: key, at: now)
        look(at: now)
    }

    /// An answer that says nothing of Feishu's health: a refusal, the same instance too soon.
    public mutating func answered(key: String, at now: Duration) {
        passed(key, at: now)
        breaker.answered(key: key, at: now)
        look(at: now)
    }

    /// A passing failure.
    ///
    /// - Returns: attempts of its command that count now; 0 for a failure that is the target's.
    public mutating func failed(key: String, nothingWasSent: Bool, at now: Duration) -> Int {
        if nothingWasSent { missed(key) } else { passed(key, at: now) }
        let attempts = breaker.failed(key: key, nothingWasSent: nothingWasSent, at: now)
        look(at: now)
        return attempts
    }

    /// Feishu wants to be left alone; it is nobody's attempt.
    ///
    /// - Parameters:
    ///   - told: for how long, if it said so.
    ///   - random: in 0..<1.
    public mutating func throttled(
        key: String, for told: Duration?, random: Double, at now: Duration
    ) {
        breaker.answered(key: key, at: now)
        let start = starts.removeValue(forKey: key) ?? now
        throttle.throttled(for: told, startedAt: start, random: random, at: now)
        look(at: now)
    }

    /// The group's hold begins or ends. Then calls go on gently: it may begin anew.
    public mutating func setHeld(_ isHeld: Bool, at now: Duration) {
        guard isHeld != isHeldByGroup else { return }
        isHeldByGroup = isHeld
        if !isHeld { throttle.goOnGently(at: now) }
        look(at: now)
    }

    /// An operator lifts what Feishu wished.
    public mutating func release(at now: Duration) {
        throttle.release(at: now)
        look(at: now)
    }

    /// Another process was throttled.
    ///
    /// - Parameter random: in 0..<1: so that not all processes come back at once.
    public mutating func told(for wait: Duration, random: Double, at now: Duration) {
        let jitter = min(wait / 10, .milliseconds(250)) * min(max(random, 0), 1)
        throttle.hold(for: wait + jitter, reason: "throttled", at: now)
        look(at: now)
    }

    /// Nothing starts for so long.
    public mutating func hold(for duration: Duration, reason: String, key: String, at now: Duration) {
        breaker.answered(key: key, at: now)
        starts[key] = nil
        throttle.hold(for: duration, reason: reason, at: now)
        look(at: now)
    }

    /// A call that was given up without an answer, or never made.
    public mutating func abandoned(key: String) {
        missed(key)
        breaker.abandoned(key: key)
    }

    private mutating func passed(_ key: String, at now: Duration) {
        throttle.passed(startedAt: starts.removeValue(forKey: key) ?? now, at: now)
    }

    private mutating func missed(_ key: String) {
        starts[key] = nil
        throttle.abandoned()
    }

    private mutating func look(at now: Duration) {
        clock.observe(isOpen: !isHeldByGroup && !throttle.isHeld(at: now) && !breaker.isOutage, at: now)
    }
}
