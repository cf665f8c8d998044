/// One process's part of the quota of one app and API.
struct QuotaShare: Sendable {
    private struct Borrowed: Sendable {
        var calls: Int
        var until: Duration
    }

    /// What belongs to the partitions that the process owns.
    var part: QuotaLimit
    private(set) var spent: SpentCalls
    private var borrowed: [Borrowed] = []
    /// Calls under way by loans: until when each of them could be used.
    private var underLoan: [Duration] = []
    /// Its own calls by second, the last five: what it needs itself.
    private var recent = RecentRate()
    /// Calls that may be lent now; grows with the time that the part lies idle.
    private var lendable = 0.0
    private var lendableSince: Duration?
    /// Nothing starts before.
    private var quietUntil = Duration.zero
    /// When somebody last had to wait here.
    private var waitedAt: Duration?

    init(part: QuotaLimit, margin: Duration) {
        self.part = part
        spent = SpentCalls(margin: margin)
    }

    mutating func admit(onlyBorrowed: Bool = false, at now: Duration) -> QuotaAdmission {
        guard !part.isUnlimited else { return .now(.own) }
        advance(to: now)
        if now < quietUntil { return refuse(quietUntil, now) }
        if onlyBorrowed { return borrow(at: now) ?? refuse(nil, now) }
        if let perSecond = part.perSecond, perSecond <= used.second {
            return borrow(at: now) ?? refuse(perSecond == 0 ? nil : spent.secondFrees(used.second - perSecond + 1), now)
        }
        if let perMinute = part.perMinute, perMinute <= used.minute {
            return borrow(at: now) ?? refuse(perMinute == 0 ? nil : spent.minuteFrees(used.minute - perMinute + 1), now)
        }
        spent.start()
        recent.count(at: now)
        return .now(.own)
    }

    /// Calls that a new one would share a second, or a minute, with. One that outlives its loan counts here.
    private var used: (second: Int, minute: Int) { (spent.inLastSecond + overdue, spent.inLastMinute + overdue) }
    private var overdue = 0

    mutating func spentInLastMinute(at now: Duration) -> Int {
        advance(to: now)
        return used.minute
    }

    private mutating func advance(to now: Duration) {
        spent.advance(to: now)
        borrowed.removeAll { $0.until <= now }
        overdue = underLoan.count { $0 <= now }
    }

    private mutating func refuse(_ time: Duration?, _ now: Duration) -> QuotaAdmission {
        waitedAt = now
        return time.map { .after(max(.milliseconds(1), $0 - now)) } ?? .later
    }

    private mutating func borrow(at now: Duration) -> QuotaAdmission? {
        guard let first = borrowed.first else { return nil }
        if first.calls == 1 { borrowed.removeFirst() } else { borrowed[0].calls -= 1 }
        underLoan.append(first.until)
        return .now(.borrowed(until: first.until))
    }

    mutating func end(_ grant: QuotaGrant, at now: Duration) {
        switch grant {
        case .own:
            // Another's part may have been without limit when it began.
            if spent.inFlight > 0 { spent.end(at: now) }
        case .borrowed(let until):
            if let place = underLoan.firstIndex(of: until) { underLoan.remove(at: place) }
            // The lender counts it until then; what came later counts here.
            if now > until { spent.add(1, at: now) }
        }
    }

    /// The call never left.
    mutating func cancel(_ grant: QuotaGrant, at now: Duration) {
        switch grant {
        case .own: if spent.inFlight > 0 { spent.cancel() }
        case .borrowed(let until):
            guard let place = underLoan.firstIndex(of: until) else { return }
            underLoan.remove(at: place)
            if until > now { borrowed.insert(Borrowed(calls: 1, until: until), at: 0) }
        }
    }

    /// Another's calls may be used.
    mutating func receive(_ calls: Int, until: Duration, at now: Duration) {
        guard calls > 0, until > now else { return }
        borrowed.append(Borrowed(calls: calls, until: until))
        borrowed.sort { $0.until < $1.until }
    }

    /// Takes over another part, and the calls that were made on its account.
    mutating func take(
        _ part: QuotaLimit, _ calls: [(at: Duration, count: Int)], quietUntil: Duration, at now: Duration
    ) {
        self.part = part
        self.quietUntil = quietUntil
        spent.replace(with: calls, at: now)
        lendable = 0
        lendableSince = nil
    }

    // MARK: Lending

    /// How many calls could be lent to whoever wants them: the rate of the part, less what is needed here. None while somebody waits
    /// here.
    mutating func offer(at now: Duration) -> Int {
        advance(to: now)
        if now < quietUntil { return 0 }
        guard let perMinute = part.perMinute, let perSecond = part.perSecond else { return 0 }
        defer { lendableSince = now }
        if let waitedAt, now - waitedAt < .seconds(2) {
            lendable = 0
            return 0
        }
        let rate = max(0, Double(perMinute) / 60 - 1.25 * recent.rate(at: now))
        let elapsed = lendableSince.map { min(2, ($0..<now).seconds) } ?? 0
        lendable = min(lendable + rate * elapsed, max(1, 2 * rate))
        // One that wakes up finds a part of its second free.
        let reserve = perSecond > 1 ? max(1, perSecond / 6) : 0
        return max(0, min(Int(lendable), perSecond - reserve - used.second, perMinute - used.minute))
    }

    /// What may be lent to a process whose part is nothing, whoever waits here: it would wait for ever.
    mutating func alms(at now: Duration) -> Int {
        advance(to: now)
        if now < quietUntil { return 0 }
        guard let perMinute = part.perMinute, let perSecond = part.perSecond else { return 0 }
        return min(1, max(0, min(perSecond - used.second, perMinute - used.minute)))
    }

    /// Counts calls that another may make until the end of the loan.
    mutating func lend(_ calls: Int, at now: Duration) {
        lendable = max(0, lendable - Double(calls))
        spent.add(calls, at: now + QuotaTerms.loan)
    }

    func spentByAge(at now: Duration) -> [Int] {
        var ages = spent.byAge(at: now)
        let late = underLoan.count { $0 <= now }
        if late > 0 {
            if ages.isEmpty { ages = [0] }
            ages[0] += late
        }
        return ages
    }
}

extension Range<Duration> {
    fileprivate var seconds: Double { (upperBound - lowerBound) / .seconds(1) }
}
