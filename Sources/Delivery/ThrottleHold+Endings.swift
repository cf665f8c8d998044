extension ThrottleHold {
    /// A call came through Feishu's limits, whatever it was answered.
    ///
    /// - Parameter start: when it was admitted.
    public mutating func passed(startedAt start: Duration, at now: Duration) {
        guard start >= heldUntil else { return }
        refusals = 0
        if now >= heldUntil { reason = nil }
        if let end = rampEnd {
            allowance += 2
            if now >= end { rampEnd = nil }
        }
        guard let limit = learned, step > 0, starts.count(within: .seconds(1), before: start) + 1 >= limit else {
            return
        }
        // One at the brim of what was raised went through: twice as many more.
        step *= 2
        learn(limit + step)
    }

    /// Feishu throttled a call.
    ///
    /// - Parameters:
    ///   - told: how long Feishu wants to be left alone, `nil` if it didn't say.
    ///   - start: when the call was admitted.
    ///   - random: in 0..<1.
    public mutating func throttled(
        for told: Duration?, startedAt start: Duration, random: Double, reason: String = "throttled", at now: Duration
    ) {
        let wait = Self.bounded(told)
        // Those that were under way when the first of them was refused say nothing new.
        if start >= heldUntil {
            refusals += 1
            if wait <= .seconds(1) {
                // As many as ever went through: the limit has sunk while they did. Half is a guess that a raise mends.
                let count = starts.count(within: .seconds(1), before: start)
                learn(count * 10 < full * 9 ? max(1, count) : max(1, full / 2))
                forgetAt = now + Self.memory
            }
        }
        var longer = wait
        if refusals >= 2 {
            longer = max(longer, min(.milliseconds(500) * (1 << min(refusals - 2, 6)), Self.longestEscalation))
        }
        let jitter = min(longer / 10, .milliseconds(250)) * min(max(random, 0), 1)
        begin(until: now + longer + jitter, reason)
        step = 0
        raiseAt = max(raiseAt, now + longer + Self.raiseAfter)
    }

    /// Nothing starts for so long, counted from now: until a token can be had, or as another replica was told.
    public mutating func hold(for duration: Duration, reason: String, at now: Duration) {
        begin(until: now + min(max(duration, .zero), Self.longestHold), reason)
    }

    /// An operator lifts all holds; calls go on gently.
    public mutating func release(at now: Duration) {
        guard now < heldUntil else { return }
        heldUntil = now
        rampEnd = now + Self.ramp
    }

    /// One call goes first, as after a hold that ends now.
    public mutating func goOnGently(at now: Duration) {
        guard now >= heldUntil else { return }
        rampEnd = now + Self.ramp
        (allowance, started) = (1, 0)
    }

    /// A call that was given up, or never reached Feishu.
    public mutating func abandoned() {
        if rampEnd != nil { started = max(0, started - 1) }
    }

    private mutating func begin(until end: Duration, _ why: String) {
        guard end > heldUntil else { return }
        heldUntil = end
        reason = why
        rampEnd = end + Self.ramp
        (allowance, started) = (1, 0)
    }

    private mutating func learn(_ limit: Int) {
        learned = limit >= full ? nil : limit
    }

    /// The learned limit is raised when that is due, and forgotten when it is old.
    mutating func takeUp(at now: Duration) {
        guard let limit = learned else { return }
        if now >= forgetAt {
            learned = nil
        } else if step == 0, now >= raiseAt {
            step = 1
            learn(limit + 1)
        }
    }
}
