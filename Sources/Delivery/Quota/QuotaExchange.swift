public import ApprovalContract

/// One process's part in the quota that a group of them shares.
///
/// A limit is shared out by the partitions of a lane (``QuotaLimit/part(of:outOf:)``): who owns a partition may make its calls, whichever
/// key they are for. Each process reports each second what it spent. Who takes over partitions counts as its own what the reports of
/// their former owners say, in proportion, and at its highest what they may have spent after their last report; so in no window, before,
/// during or after a rebalance, do all of them together make more calls than the limit.
///
/// A process whose part lies idle lends calls to those that say they want more (``QuotaLoan``).
///
/// Pure: times count from any fixed instant of this process and never go back.
public struct QuotaExchange: Sendable {
    private struct Peer: Sendable {
        var report: QuotaReport
        /// When it came, less what is known of its age.
        var heardAt: Duration

        /// Whether nothing is owned any more that another report has.
        func covers(_ other: QuotaReport) -> Bool {
            other.partitions.allSatisfy { lane, owned in
                Set(owned).isSubset(of: report.partitions[lane] ?? [])
            }
        }
    }

    /// Reports of one process that are kept beside its latest: as many as there may be rebalances within ``QuotaTerms/memory``.
    private static let maximumFormers = 100

    public let incarnation: String
    /// Partitions of each lane's topic.
    private let partitionCount: Int
    private let limits: [QuotaKey: QuotaLimit]
    private let margin: Duration
    private var shares: [QuotaKey: QuotaShare] = [:]
    private var partitions: [Lane: [Int32]] = [:]
    /// Others, and this process's own latest report too: after a rebalance it takes over from itself as from anybody.
    private var peers: [String: Peer] = [:]
    /// Earlier reports of partitions that the process has given up since: one that takes them over may do so when their former owner has
    /// already said what it owns now.
    private var formers: [String: [Peer]] = [:]
    private var nextNumber = 1
    /// When the latest reports were sent.
    private var sent: [(number: Int, at: Duration)] = []
    /// When the latest of this assignment's reports that is in Kafka was sent.
    private var reportedAt: Duration?
    /// Reports from this number on are of this assignment.
    private var firstOfAssignment = Int.max
    private var isOwner = false
    /// Of the partitions that were given up: whether no call for them was under way any more.
    private var wasDrained = true
    /// The latest request of each process that was served, by key.
    private var served: [QuotaKey: [String: Int]] = [:]
    /// When somebody last wanted to call.
    private var usedAt: Duration?
    /// When another last said that it wants more.
    private var askedAt: Duration?

    /// - Parameters:
    ///   - limits: of every app and API that may be called; one that isn't here has no limit.
    ///   - margin: added to each window, for what separates this clock's second from Feishu's.
    public init(
        incarnation: String, partitionCount: Int, limits: [QuotaKey: QuotaLimit], margin: Duration = .milliseconds(20)
    ) {
        self.incarnation = incarnation
        self.partitionCount = partitionCount
        self.limits = limits
        self.margin = margin
    }

    // MARK: Calls

    /// What this process may make of its own; `nil` where there is no limit.
    public func part(of key: QuotaKey) -> QuotaLimit? {
        limits[key]?.isUnlimited == false ? shares[key]?.part ?? .nothing : nil
    }

    /// Calls that count in this process's last minute: its own, those it lent, and those it took over.
    public mutating func spentInLastMinute(_ key: QuotaKey, at now: Duration) -> Int {
        shares[key]?.spentInLastMinute(at: now) ?? 0
    }

    /// Asks for one call, and counts it when it is admitted.
    ///
    /// - Parameter onlyBorrowed: whether it must not be one of this process's own.
    public mutating func admit(_ key: QuotaKey, onlyBorrowed: Bool = false, at now: Duration) -> QuotaAdmission {
        guard limits[key]?.isUnlimited == false else { return .now(.own) }
        usedAt = now
        guard isOwner, let reportedAt, now - reportedAt < QuotaTerms.reportHolds else { return .afterReport }
        return shares[key]?.admit(onlyBorrowed: onlyBorrowed, at: now) ?? .later
    }

    /// An admitted call has its answer, or will have none.
    public mutating func end(_ grant: QuotaGrant, _ key: QuotaKey, at now: Duration) {
        shares[key]?.end(grant, at: now)
    }

    /// An admitted call was not made.
    public mutating func cancel(_ grant: QuotaGrant, _ key: QuotaKey, at now: Duration) {
        shares[key]?.cancel(grant, at: now)
    }

    // MARK: Assignment

    /// Before partitions are given up: nothing is admitted any more.
    ///
    /// - Parameter isDrained: whether every call has ended.
    public mutating func release(isDrained: Bool, at now: Duration) -> QuotaReport {
        isOwner = false
        reportedAt = nil
        wasDrained = isDrained
        return makeReport(waiting: [:], at: now)
    }

    /// Partitions were taken away at once.
    public mutating func lose() {
        isOwner = false
        reportedAt = nil
        wasDrained = false
    }

    /// Takes over partitions: all that this process owns from now on. Everything that was in the control topic must have been read.
    /// Calls begin when a report that is made after this is in Kafka.
    public mutating func take(_ new: [Lane: [Int32]], at now: Duration) {
        for (key, limit) in limits where !limit.isUnlimited {
            let owned = new[key.lane] ?? []
            let calls = accounts(key.lane).flatMap {
                inherited($0.wanted.intersection(owned), key, limit, from: $0.peer, at: now)
            }
            shares[key, default: QuotaShare(part: .nothing, margin: margin)].take(
                limit.part(of: owned, outOf: partitionCount), calls, quietUntil: quietUntil(owned, key, at: now),
                at: now)
        }
        partitions = new
        isOwner = true
        reportedAt = nil
        firstOfAssignment = nextNumber
    }

    /// Which report says of which partitions of a lane what was spent for them: of each process the latest one that names them.
    private func accounts(_ lane: Lane) -> [(peer: Peer, wanted: Set<Int32>)] {
        var accounts: [(peer: Peer, wanted: Set<Int32>)] = []
        for (sender, latest) in peers {
            var named = Set(latest.report.partitions[lane] ?? [])
            accounts.append((latest, named))
            for former in (formers[sender] ?? []).reversed() {
                let owned = Set(former.report.partitions[lane] ?? [])
                let rest = owned.subtracting(named)
                if !rest.isEmpty { accounts.append((former, rest)) }
                named.formUnion(owned)
            }
        }
        return accounts
    }

    /// Until when calls of a former owner whose partitions went to several share a second with what is called now: whose part of that
    /// second they are isn't the same as whose part of the minute.
    private func quietUntil(_ owned: [Int32], _ key: QuotaKey, at now: Duration) -> Duration {
        var latest = Duration.zero
        for (peer, named) in accounts(key.lane) where now - peer.heardAt < QuotaTerms.memory {
            let wanted = named.intersection(owned)
            guard let had = peer.report.partitions[key.lane], had.contains(where: { wanted.contains($0) }),
                !had.allSatisfy({ wanted.contains($0) })
            else { continue }
            if let age = peer.report.spent[key]?.firstIndex(where: { $0 > 0 }) {
                latest = max(latest, age == 0 ? peer.heardAt + QuotaTerms.loan : peer.heardAt - .seconds(age))
            }
            if !peer.report.isFinal { latest = max(latest, min(now, peer.heardAt + QuotaTerms.reportHolds)) }
        }
        return min(latest, now) + .seconds(1) + margin
    }

    /// What a former owner spent, or may have, on the account of partitions that are taken over.
    private func inherited(
        _ wanted: Set<Int32>, _ key: QuotaKey, _ limit: QuotaLimit, from peer: Peer, at now: Duration
    ) -> [(at: Duration, count: Int)] {
        guard now - peer.heardAt < QuotaTerms.memory, let had = peer.report.partitions[key.lane] else { return [] }
        var calls: [(at: Duration, count: Int)] = []
        let whole = limit.part(of: had, outOf: partitionCount)
        let spent = peer.report.spent[key] ?? []
        var unreported = 0
        if !peer.report.isFinal {
            let seconds = Int(QuotaTerms.reportHolds.components.seconds)
            let inOneGo = whole.perSecond.map { $0 * seconds } ?? .max
            // What leaves the minute meanwhile makes room for others.
            let staying = spent.prefix(60 - seconds - 1).reduce(0, +)
            let inTheMinute = whole.perMinute.map { max(0, $0 - staying) } ?? .max
            unreported = min(inOneGo, inTheMinute, 1_000_000)
        }
        // A call of age 0 may have been under way, or lent out: it may count for a while yet.
        let latest = min(now, peer.heardAt + QuotaTerms.loan)
        let sources = spent.enumerated().map { age, count in
            (at: age == 0 ? latest : peer.heardAt - .seconds(age), count: count)
        }
        let all = sources + [(min(now, peer.heardAt + QuotaTerms.reportHolds), unreported)]
        let parts = portions(of: all.map(\.count), wanted, had, limit, isExact: peer.report.isFinal)
        for (source, part) in zip(all, parts) where part > 0 { calls.append((source.at, part)) }
        return calls
    }

    /// The parts of some numbers of calls, newest first, that fall to some of the partitions on whose account they were made.
    ///
    /// - Parameter isExact: whether all who take over know the same calls. The parts of all of them together are then the numbers exactly:
    ///   the calls are laid along the partitions, each as long as its part of the limit. If some know of other calls than others, each
    ///   rounds up, so that nothing falls between them.
    private func portions(
        of counts: [Int], _ wanted: Set<Int32>, _ had: [Int32], _ limit: QuotaLimit, isExact: Bool
    ) -> [Int] {
        let mine = had.filter { wanted.contains($0) }
        guard !mine.isEmpty else { return [] }
        guard mine.count < had.count else { return counts }
        var ranges: [Range<Int>] = []
        var whole = 0
        for partition in had.sorted() {
            let part = limit.part(of: [partition], outOf: partitionCount)
            let weight = part.perMinute ?? part.perSecond ?? 0
            if wanted.contains(partition), weight > 0 { ranges.append(whole..<(whole + weight)) }
            whole += weight
        }
        guard whole > 0 else { return counts }
        guard isExact else {
            let weight = ranges.reduce(0) { $0 + $1.count }
            return counts.map { ($0 * weight + whole - 1) / whole }
        }
        var sum = 0
        var before = 0
        return counts.map { count in
            sum += count
            let mine = ranges.reduce(0) { $0 + sum * $1.upperBound / whole - sum * $1.lowerBound / whole }
            defer { before = mine }
            return mine - before
        }
    }

    // MARK: Reports

    /// Whether it is time for one.
    public func isReportDue(at now: Duration) -> Bool {
        guard isOwner else { return false }
        let isUsed = usedAt.map { now - $0 < QuotaTerms.memory } ?? false
        let isAsked = askedAt.map { now - $0 < QuotaTerms.loan } ?? false
        guard isUsed || isAsked else { return false }
        guard let last = sent.last else { return true }
        if let askedAt, askedAt > last.at, now - last.at >= QuotaTerms.answerEach { return true }
        return now - last.at >= QuotaTerms.reportEach || last.number < firstOfAssignment
    }

    /// - Parameters:
    ///   - waiting: calls that wait, by app and API.
    ///   - mayLend: whether the group certainly knows this process as the owner of its partitions.
    public mutating func makeReport(waiting: [QuotaKey: Int], mayLend: Bool = true, at now: Duration) -> QuotaReport {
        var report = QuotaReport(number: nextNumber, partitions: partitions, isFinal: !isOwner && wasDrained)
        nextNumber += 1
        if isOwner, mayLend { lend(in: &report, at: now) }
        for (key, share) in shares {
            let ages = share.spentByAge(at: now)
            if !ages.isEmpty { report.spent[key] = ages }
        }
        report.wants = waiting.filter { $0.value > 0 && shares[$0.key] != nil }
        sent.append((report.number, now))
        if sent.count > 16 { sent.removeFirst() }
        return report
    }

    /// One of this process's reports is in Kafka.
    public mutating func acknowledged(_ number: Int) {
        guard isOwner, number >= firstOfAssignment, let at = sent.first(where: { $0.number == number })?.at else {
            return
        }
        reportedAt = max(reportedAt ?? at, at)
    }

    /// A report has been read, an own one too.
    ///
    /// - Parameter age: how old it certainly is, zero if that isn't known.
    public mutating func received(_ report: QuotaReport, from sender: String, age: Duration = .zero, at now: Duration) {
        if peers[sender] == nil, peers.count >= QuotaTerms.maximumProcesses,
            let oldest = peers.min(by: { $0.value.heardAt < $1.value.heardAt })?.key
        {
            forget(oldest)
        }
        let peer = Peer(report: report, heardAt: now - max(.zero, age))
        if let before = peers[sender], !peer.covers(before.report) { formers[sender, default: []].append(before) }
        peers[sender] = peer
        if let known = formers[sender] {
            let kept = known.filter { now - $0.heardAt < QuotaTerms.memory }.suffix(Self.maximumFormers)
            formers[sender] = kept.isEmpty ? nil : Array(kept)
        }
        guard sender != incarnation else { return }
        if report.wants.contains(where: { $0.value > 0 && shares[$0.key] != nil }) { askedAt = now }
        for loan in report.loans where loan.to == incarnation {
            guard let asked = sent.first(where: { $0.number == loan.request })?.at else { continue }
            shares[loan.key]?.receive(loan.calls, until: asked + QuotaTerms.loan, at: now)
        }
    }

    /// A process's word was deleted.
    public mutating func forget(_ sender: String) {
        peers[sender] = nil
        formers[sender] = nil
    }

    /// Processes of which nothing has been heard for so long.
    public func silent(for duration: Duration, at now: Duration) -> [String] {
        peers.filter { $0.key != incarnation && now - $0.value.heardAt >= duration }.map(\.key)
    }

    // MARK: Lending

    private mutating func lend(in report: inout QuotaReport, at now: Duration) {
        for key in shares.keys {
            var asking: [(name: String, number: Int, wants: Int, isPoor: Bool)] = []
            for (name, peer) in peers where name != incarnation && now - peer.heardAt < QuotaTerms.loan {
                guard let wants = peer.report.wants[key], wants > 0, served[key]?[name] != peer.report.number else {
                    continue
                }
                let part = limits[key]?.part(of: peer.report.partitions[key.lane] ?? [], outOf: partitionCount)
                asking.append(
                    (name, peer.report.number, wants, part.map { $0.perSecond == 0 || $0.perMinute == 0 } ?? false))
            }
            guard !asking.isEmpty, var share = shares[key] else { continue }
            // Another begins each time, so that what can't be divided goes round.
            asking.sort { ($0.number, $0.name) < ($1.number, $1.name) }
            var left = share.offer(at: now)
            for (index, one) in asking.enumerated() {
                var calls = min(one.wants, (left + asking.count - index - 1) / (asking.count - index))
                if calls == 0, one.isPoor { calls = share.alms(at: now) }
                guard calls > 0 else { continue }
                left = max(0, left - calls)
                share.lend(calls, at: now)
                served[key, default: [:]][one.name] = one.number
                report.loans.append(QuotaLoan(key: key, to: one.name, request: one.number, calls: calls))
            }
            shares[key] = share
        }
        for key in served.keys { served[key] = served[key]?.filter { peers[$0.key] != nil } }
    }
}
