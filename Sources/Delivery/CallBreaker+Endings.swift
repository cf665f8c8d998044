extension CallBreaker {
    public mutating func succeeded(key: String, at now: Duration) {
        failing.removeAll()
        unreachable = 0
        suspects.forget(key)
        switch state {
        case .closed: break
        case .open:
            suspects.charge(since: now - Self.recency)
            state = .halfOpen
            halfOpenSince = now
            (allowance, started, successes) = (2, 0, 0)
            probe = nil
        case .halfOpen:
            suspects.charge(since: now - Self.recency)
            successes += 1
            allowance += 2
            if successes >= Self.successesToClose || now >= halfOpenSince + Self.ramp { close() }
        }
    }

    /// A passing failure: no connection, no answer in time, 5xx, a code of Feishu's own faults.
    ///
    /// - Parameter nothingWasSent: no name, no connection, no TLS: no record can be the reason.
    /// - Returns: attempts of its command that failed by this, earlier ones that count now among them; 0 if it is nobody's fault.
    ///   While open that is for ``admission(key:othersWait:at:)`` to delay; else the caller waits before it calls again.
    public mutating func failed(key: String, nothingWasSent: Bool = false, at now: Duration) -> Int {
        if probe?.key == key { probe = nil }
        if state == .halfOpen, now >= halfOpenSince + Self.ramp { close() }
        if failing.count < Self.keysToOpen, !failing.contains(key) { failing.append(key) }
        unreachable = nothingWasSent ? min(unreachable + 1, Self.keysToOpen) : 0
        switch state {
        case .closed:
            if failing.count >= Self.keysToOpen || unreachable >= Self.keysToOpen {
                open(at: now)
                suspect(key, nothingWasSent, at: now)
                return 0
            }
            return nothingWasSent ? 0 : 1
        case .open:
            // So few keys, for so long: no outage.
            let counts =
                !nothingWasSent && now - openedAt >= Self.patience
                && (keysOfPeriod.contains(key) ? keysOfPeriod.count : keysOfPeriod.count + 1) < Self.crowd
            suspect(key, nothingWasSent, isCounted: counts, at: now)
            return counts ? 1 : 0
        case .halfOpen:
            if failing.count >= 2 || successes == 0 && !suspects.contains(key) {
                open(at: now)
                suspect(key, nothingWasSent, at: now)
                return 0
            }
            guard !nothingWasSent else { return 0 }
            let earlier = suspects.take(key)
            suspects.note(key, isCounted: true, at: now)
            return 1 + earlier
        }
    }

    /// An answer that says nothing of the target's health: a refusal, a throttle, a missing permission.
    public mutating func answered(key: String, at now: Duration) {
        unreachable = 0
        if probe?.key == key { probe = nil }
        if state == .halfOpen { started = max(0, started - 1) }
    }

    /// A call that was given up, or never made.
    public mutating func abandoned(key: String) {
        if let ended = probe, ended.key == key {
            nextProbe = ended.since
            probe = nil
        }
        if state == .halfOpen { started = max(0, started - 1) }
    }

    private mutating func open(at now: Duration) {
        state = .open
        openedAt = now
        keysOfPeriod.removeAll()
        nextProbe = max(nextProbe, now + Self.firstProbe)
        probes = 0
        probe = nil
    }

    mutating func close() {
        state = .closed
        suspects = BreakerSuspects()
        lastProbed = nil
        nextProbe = .zero
        keysOfPeriod.removeAll()
    }

    private mutating func suspect(
        _ key: String, _ nothingWasSent: Bool, isCounted: Bool = false, at now: Duration
    ) {
        guard !nothingWasSent else { return }
        suspects.note(key, isCounted: isCounted, at: now)
        if keysOfPeriod.count < Self.crowd { keysOfPeriod.insert(key) }
    }
}
