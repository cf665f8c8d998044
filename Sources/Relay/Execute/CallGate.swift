import Delivery

/// When the next call of one app and API may start: the quota, what Feishu said about waiting, an operator's matter, and
/// an outage.
///
/// While an outage lasts (transient failures of at least three different keys and no success between) one call at a time
/// goes out to see, and failures are nobody's attempt: the target being down is not the message being bad. Pure: the
/// time is an argument, counted from any fixed instant.
struct CallGate {
    enum Admission: Hashable {
        case now
        case after(Duration)
    }

    private var quota: TwoWindowQuota
    private var heldUntil = Duration.zero
    private(set) var holdReason: String?
    /// Keys whose last call failed for a passing reason, since the last success.
    private var failingKeys: Set<String> = []
    private var outageDelay = Duration.milliseconds(250)
    private var isProbing = false

    static let outageKeys = 3
    static let longestOutageDelay = Duration.seconds(10)

    init(_ settings: QuotaSettings) {
        quota = TwoWindowQuota(perSecond: settings.perSecond, perMinute: settings.perMinute)
    }

    /// Whether failures are the target's and not the records'.
    var isOutage: Bool { failingKeys.count >= Self.outageKeys }

    func isHeld(at now: Duration) -> Bool { now < heldUntil }

    mutating func admit(at now: Duration) -> Admission {
        if now < heldUntil { return .after(heldUntil - now) }
        if isOutage, isProbing { return .after(.milliseconds(100)) }
        switch quota.admit(at: now) {
        case .after(let wait): return .after(wait)
        case .now:
            if isOutage { isProbing = true }
            return .now
        }
    }

    mutating func succeeded() {
        failingKeys.removeAll()
        outageDelay = .milliseconds(250)
        isProbing = false
        holdReason = nil
    }

    /// An answer that says nothing of Feishu's health: a refusal, a throttle, a permission.
    mutating func answered() {
        failingKeys.removeAll()
        outageDelay = .milliseconds(250)
        isProbing = false
    }

    /// A passing failure.
    ///
    /// - Returns: whether it counts as an attempt of its command.
    mutating func failed(key: String, at now: Duration) -> Bool {
        let wasOutage = isOutage
        isProbing = false
        if failingKeys.count < 64 { failingKeys.insert(key) }
        guard isOutage else { return true }
        heldUntil = max(heldUntil, now + outageDelay)
        if wasOutage { outageDelay = min(outageDelay * 2, Self.longestOutageDelay) }
        return false
    }

    /// Nothing starts for so long.
    mutating func hold(for duration: Duration, reason: String, at now: Duration) {
        isProbing = false
        heldUntil = max(heldUntil, now + duration)
        holdReason = reason
    }

    /// A call that was given up without an answer.
    mutating func abandoned() { isProbing = false }
}
