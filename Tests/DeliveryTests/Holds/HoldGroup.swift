import ScheduleSupport

@testable import Delivery

/// Processes of a group that call an app whose permission comes and goes, a topic that they read with a lag, and what must hold of it.
struct HoldGroup {
    struct Record {
        var key: String
        /// `nil` deletes the key.
        var hold: GroupHold?
        var isRelease = false
        var at: Duration
    }

    struct Call {
        var subject: HoldSubject
        var end: Duration
        var isProbe: Bool
    }

    struct Process {
        var board: HoldBoard
        var position: Int
        var lag: Duration
        var calls: [String: Call] = [:]
        var nextKey = 0
    }

    static let interval = Duration.seconds(3)
    static let longestLag = Duration.milliseconds(400)
    static let step = Duration.milliseconds(100)

    var random: SeededGenerator
    var processes: [Process] = []
    var log: [Record] = []
    var broken: Set<HoldSubject> = []
    var now = Duration.zero
    var incarnations = 0
    var problem: String?
    /// Tries that were made of each claim.
    var tries: [String: Int] = [:]
    /// When a record was last deleted: a claim that was under way then places the hold anew, and its writer tries at once whether that
    /// is right.
    var deletedAt = Duration.zero
    /// When the latest winning claim of a hold was written.
    var claimedAt: [String: (probe: Int, at: Duration)] = [:]

    let sync = HoldSubject(app: "a", api: "instance.sync")
    let send = HoldSubject(app: "a", api: "message.send")
    let tenant = HoldSubject(app: "a", api: nil)

    init(_ random: SeededGenerator) {
        self.random = random
        for _ in 0..<(1 + self.random.below(4)) { processes.append(makeProcess()) }
    }

    static func key(_ subject: HoldSubject) -> String { subject.app + ":" + (subject.api ?? "*") }

    static func subject(_ key: String) -> HoldSubject {
        let parts = key.split(separator: ":").map(String.init)
        return HoldSubject(app: parts[0], api: parts[1] == "*" ? nil : parts[1])
    }

    private mutating func makeProcess() -> Process {
        incarnations += 1
        var process = Process(
            board: HoldBoard(process: "p\(incarnations)", random: Double(random.below(1000)) / 1000),
            position: log.count,
            lag: .milliseconds(random.below(4) * 100))
        // What compaction leaves: the latest of each key, in order.
        for (position, record) in log.enumerated() {
            guard !log[(position + 1)...].contains(where: { $0.key == record.key }) else { continue }
            read(record, by: &process, age: now - record.at)
        }
        return process
    }

    private mutating func read(_ record: Record, by process: inout Process, age: Duration) {
        if record.isRelease {
            _ = process.board.release(where: { _ in true }, at: now)
        } else if let hold = record.hold {
            _ = process.board.received(hold, age: age, at: now)
        } else if record.key != "release" {
            _ = process.board.deleted(Self.subject(record.key), at: now)
        }
    }

    private mutating func write(_ subject: HoldSubject, _ hold: GroupHold?) {
        if let hold, hold.probe > 0 {
            let last = claimedAt[hold.id]
            if hold.probe > last?.probe ?? 0 {
                if let last, now - last.at < Self.interval { problem = "tries \(now - last.at) apart" }
                claimedAt[hold.id] = (hold.probe, now)
            }
        }
        if hold == nil { deletedAt = now }
        log.append(Record(key: Self.key(subject), hold: hold, at: now))
    }

    mutating func tick(mayChange: Bool) {
        now += Self.step
        if mayChange {
            if random.one(in: 60) {
                let subject = [sync, send, tenant][random.below(3)]
                if broken.remove(subject) == nil { broken.insert(subject) }
            }
            if random.one(in: 150) {
                processes[random.below(processes.count)] = makeProcess()
            }
            if random.one(in: 120) {
                deletedAt = now
                log.append(Record(key: "release", isRelease: true, at: now))
                for subject in [sync, send, tenant] { log.append(Record(key: Self.key(subject), at: now)) }
                log.append(Record(key: "release", at: now))
            }
        }
        for index in processes.indices {
            var process = processes[index]
            while process.position < log.count, log[process.position].at + process.lag <= now {
                read(log[process.position], by: &process, age: .zero)
                process.position += 1
            }
            _ = process.board.lapse(at: now)
            for (key, call) in process.calls where call.end <= now { end(key, call, &process) }
            for subject in [sync, send] where random.one(in: 2) { begin(subject, &process) }
            processes[index] = process
        }
    }

    private mutating func begin(_ subject: HoldSubject, _ process: inout Process) {
        let api = subject.api ?? ""
        var isProbe = false
        switch process.board.admission(app: "a", api: api, at: now) {
        case .held: return
        case .due(let subjects):
            for subject in subjects {
                if let claim = process.board.makeClaim(subject, at: now) { write(subject, claim) }
            }
            return
        case .probe:
            isProbe = true
            for hold in process.board.holds(at: now) where hold.subject.covers(app: "a", api: api) {
                let name = "\(hold.id)/\(hold.probe)"
                tries[name, default: 0] += 1
                guard hold.probe > 0, let claimed = claimedAt[hold.id]?.at, deletedAt < claimed else { continue }
                if tries[name] ?? 0 > 1 { problem = "the try \(name) was made twice" }
            }
        case .open:
            for key in [Self.key(subject), Self.key(tenant)] {
                guard let last = log.last(where: { $0.key == key && $0.at <= now - Self.longestLag }),
                    last.hold != nil, !log.contains(where: { $0.key == key && $0.at > now - Self.longestLag })
                else { continue }
                problem = "a call of \(process.board.process) at \(now) against the hold on \(key) of \(last.at)"
            }
        }
        let key = "k\(process.nextKey)"
        process.nextKey += 1
        if isProbe { process.board.began(app: "a", api: api, key: key, at: now) }
        process.calls[key] = Call(subject: subject, end: now + .milliseconds(50 + random.below(2000)), isProbe: isProbe)
    }

    private mutating func end(_ key: String, _ call: Call, _ process: inout Process) {
        process.calls[key] = nil
        let api = call.subject.api ?? ""
        let refusedBy: HoldSubject? =
            broken.contains(tenant) ? tenant : broken.contains(call.subject) ? call.subject : nil
        let over = process.board.ended(
            app: "a", api: api, key: key, isWell: refusedBy == nil, wasMade: true, at: now)
        if (over != nil) != call.isProbe, call.isProbe { problem = "a probe that the board doesn't know" }
        for hold in over ?? [] { write(hold.subject, nil) }
        guard let refusedBy else { return }
        let hold = process.board.refused(
            refusedBy, reason: refusedBy.api == nil ? "monthly_quota" : "permission", detail: "", alias: "a",
            duration: .seconds(100_000), interval: Self.interval, wall: 0, at: now)
        if let hold { write(refusedBy, hold) }
    }

    /// Whether every process may call again.
    func isOpen() -> Bool {
        processes.allSatisfy { process in
            [sync, send].allSatisfy { process.board.admission(app: "a", api: $0.api ?? "", at: now) == .open }
        }
    }
}
