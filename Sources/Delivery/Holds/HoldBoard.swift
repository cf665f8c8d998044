/// What the group holds back, as one process knows it, and whose turn it is to see whether it has been put right.
///
/// The control topic has one partition, so all processes read the same records in the same order: that order decides everything.
///
/// * a process that Feishu refuses holds at once and writes a ``GroupHold``; who reads it holds too;
/// * a try (*probe*) is due ``GroupHold/interval`` after the hold's last record. Who wants to call then writes the record anew with the
///   next number. The first such record in the topic wins: its writer may make one call, all others wait for the interval again. So a
///   winner that dies costs one interval, and no two processes try in one;
/// * a call by that right that Feishu takes (or refuses for its own sake) ends the hold: its record is deleted, and who reads that goes
///   on. So does whoever reads an operator's release;
/// * a hold lapses ``GroupHold/duration`` after its last record.
///
/// Pure: the time is an argument, since any fixed instant, and never goes back.
public struct HoldBoard: Sendable {
    public enum Admission: Sendable, Hashable {
        case open
        /// Ask again then, or when something was read.
        case held(Duration)
        /// A try is due: write ``makeClaim(_:at:)`` for each, and ask again when something was read.
        case due([HoldSubject])
        /// One call may be made.
        case probe
    }

    struct Standing: Sendable {
        var hold: GroupHold
        var dueAt: Duration
        var until: Duration
    }

    /// Subjects that are remembered; there are as many as apps and APIs.
    public static let limit = 10_000
    /// A claim that wasn't read back for so long is written again.
    public static let patience = Duration.seconds(5)

    public let process: String
    /// By so much, in intervals, this process comes later than others to claim a try: 0…0.1, so that few claim at once.
    let stagger: Double

    /// As the topic says.
    var standing: [HoldSubject: Standing] = [:]
    /// What this process found and has not read back yet.
    var found: [HoldSubject: Standing] = [:]
    /// Claims that were written and not read back, and when.
    var claims: [HoldSubject: Duration] = [:]
    /// Tries that this process has won and not used.
    var rights: Set<HoldSubject> = []
    /// Tries under way, with the key of the call.
    var probing: [HoldSubject: String] = [:]
    var made = 0

    /// - Parameter random: in 0..<1.
    public init(process: String, random: Double) {
        self.process = process
        stagger = min(max(random, 0), 1) / 10
    }

    /// All that hold now; of each subject one.
    public func holds(at now: Duration) -> [GroupHold] {
        standing.merging(found, uniquingKeysWith: { $1 }).values.filter { now < $0.until }.map(\.hold)
            .sorted { ($0.subject.app, $0.subject.api ?? "") < ($1.subject.app, $1.subject.api ?? "") }
    }

    public func isHeld(app: String, api: String, at now: Duration) -> Bool {
        subjects(app, api).contains { hold(on: $0, at: now) != nil }
    }

    /// Whether all calls of the app are held.
    public func isHeld(app: String, at now: Duration) -> Bool {
        hold(on: HoldSubject(app: app, api: nil), at: now) != nil
    }

    func hold(on subject: HoldSubject, at now: Duration) -> Standing? {
        let known = found[subject] ?? standing[subject]
        return known.flatMap { now < $0.until ? $0 : nil }
    }

    func subjects(_ app: String, _ api: String) -> [HoldSubject] {
        [HoldSubject(app: app, api: nil), HoldSubject(app: app, api: api)]
    }

    // MARK: Calls

    /// Whether a call may start.
    public func admission(app: String, api: String, at now: Duration) -> Admission {
        var wait: Duration?
        var due: [HoldSubject] = []
        var isHeld = false
        for subject in subjects(app, api) {
            guard let state = hold(on: subject, at: now) else { continue }
            isHeld = true
            let claimAt = max(
                state.dueAt + state.hold.interval * stagger, claims[subject].map { $0 + Self.patience } ?? .zero)
            if probing[subject] != nil {
                wait = max(wait ?? .zero, state.hold.interval)
            } else if rights.contains(subject), now < state.dueAt {
                continue
            } else if found[subject] != nil {
                // A topic that can't be written must not keep it held for ever: then each process tries for itself.
                if now < state.dueAt { wait = max(wait ?? .zero, state.dueAt - now) }
            } else if now < claimAt {
                wait = max(wait ?? .zero, claimAt - now)
            } else {
                due.append(subject)
            }
        }
        guard isHeld else { return .open }
        if let wait { return .held(wait) }
        return due.isEmpty ? .probe : .due(due)
    }

    /// The record that claims a try; counted as written.
    public mutating func makeClaim(_ subject: HoldSubject, at now: Duration) -> GroupHold? {
        guard var hold = standing[subject]?.hold else { return nil }
        claims[subject] = now
        hold.probe += 1
        hold.writer = process
        hold.duration = max(.zero, (standing[subject]?.until ?? now) - now)
        return hold
    }

    /// A call that ``admission(app:api:at:)`` let through as a probe starts.
    public mutating func began(app: String, api: String, key: String, at now: Duration) {
        for subject in subjects(app, api) where hold(on: subject, at: now) != nil {
            rights.remove(subject)
            probing[subject] = key
            if let state = found[subject] { found[subject]?.dueAt = now + state.hold.interval }
        }
    }

    /// A call ended that may have been a probe.
    ///
    /// - Parameters:
    ///   - isWell: whether Feishu took the app for one that may call.
    ///   - wasMade: whether it was made at all; the right to it is kept if not.
    /// - Returns: holds that this ends: their records are to be deleted; `nil` if it was no probe.
    public mutating func ended(
        app: String, api: String, key: String, isWell: Bool, wasMade: Bool, at now: Duration
    ) -> [GroupHold]? {
        var over: [GroupHold]?
        for subject in subjects(app, api) where probing[subject] == key {
            probing[subject] = nil
            over = over ?? []
            if !wasMade {
                if standing[subject] != nil { rights.insert(subject) }
            } else if isWell, let state = hold(on: subject, at: now) {
                over?.append(state.hold)
                remove(subject)
            }
        }
        return over
    }

    mutating func remove(_ subject: HoldSubject) {
        standing[subject] = nil
        found[subject] = nil
        claims[subject] = nil
        rights.remove(subject)
    }
}
