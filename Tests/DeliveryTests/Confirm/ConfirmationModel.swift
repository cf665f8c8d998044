import ScheduleSupport

@testable import Delivery

/// Approvals, a Feishu that drops some syncs in silence, and who asks it.
struct ConfirmationModel {
    /// Values by task; "" is the instance itself.
    typealias State = [String: (version: Int64, value: UInt8)]

    private var subject = SyncConfirmations<Int, Int>(delay: .milliseconds(20))
    private var feishu: [Int: State] = [:]
    private var wanted: [Int: [String: UInt8]] = [:]
    private var bodies: [UInt8: (isReplace: Bool, tasks: [String])] = [:]
    private var versions: [Int: Int64] = [:]
    private var asked: [ConfirmationQuestion<Int>] = []
    private var now = Duration.zero
    private var number: UInt8 = 0
    private var problem: String?

    mutating func step(_ random: inout SeededGenerator) {
        now += .milliseconds(random.below(30))
        switch random.below(5) {
        case 0...1:
            let key = random.below(3)
            number += 1
            let tasks = ["t0", "t1", "t2"].filter { _ in random.one(in: 2) }
            bodies[number] = (random.one(in: 4), tasks)
            // One that is followed joins anyway; in doubt is at least each that is dropped.
            let isDropped = random.one(in: 3)
            send(key, [number], isDropped: isDropped, isWanted: isDropped || random.one(in: 3), isRepair: false)
        case 2:
            let busy = random.below(6)
            asked += subject.take(at: now, limit: 1 + random.below(3)) { $0 == busy }
        case 3 where !asked.isEmpty:
            answer(asked.remove(at: random.below(asked.count)), isBusy: random.one(in: 5))
        case 4 where random.one(in: 3):
            _ = subject.unanswered(asked, wasRefused: asked.count > 1 && random.one(in: 2), at: now)
            asked = []
        default: break
        }
    }

    /// Asks until nothing waits any more, and compares.
    mutating func finish() -> String? {
        _ = subject.unanswered(asked, wasRefused: false, at: now)
        for _ in 0..<100 where !subject.isEmpty {
            now += .seconds(10)
            for question in subject.take(at: now, limit: 2, isBusy: { _ in false }) { answer(question, isBusy: false) }
        }
        if let problem { return problem }
        guard subject.isEmpty else { return "\(subject.count) wait for ever" }
        // A task that a dropped REPLACE should have removed may stay, if an UPDATE followed before it was asked: no check tells of it.
        for (key, values) in wanted {
            for (task, value) in values where feishu[key]?[task]?.value != value {
                return "\(task) of \(key) is \(feishu[key] ?? [:]), not \(value)"
            }
        }
        return nil
    }

    private mutating func send(_ key: Int, _ body: [UInt8], isDropped: Bool, isWanted: Bool, isRepair: Bool) {
        let version = (versions[key] ?? 0) + 1
        versions[key] = version
        let (isReplace, tasks) = bodies[body[0]] ?? (false, [])
        var state = isReplace ? [:] : wanted[key] ?? [:]
        for task in tasks + [""] { state[task] = body[0] }
        wanted[key] = state
        if !isDropped { take(key, body[0], version) }
        let sync = AppliedSync(
            instanceID: "\(key)", isReplace: isReplace, version: version, taskIDs: tasks, body: body)
        if !subject.applied(key, sync, isWanted: isWanted, isRepair: isRepair, tag: key, at: now) {
            problem = "no room"
        }
    }

    private mutating func take(_ key: Int, _ body: UInt8, _ version: Int64) {
        let (isReplace, tasks) = bodies[body] ?? (false, [])
        if isReplace { feishu[key] = [:] }
        guard isReplace || feishu[key]?[""].map({ $0.version < version }) ?? true else { return }
        for task in tasks + [""] { feishu[key, default: [:]][task] = (version, body) }
    }

    private mutating func answer(_ question: ConfirmationQuestion<Int>, isBusy: Bool) {
        let state = feishu[question.key]
        var differing: [String: Int64] = [:]
        for task in question.tasks where state?[task.id]?.version != task.version {
            differing[task.id] = state?[task.id]?.version ?? 0
        }
        let version = state?[""]?.version ?? 0
        let differs = !differing.isEmpty || version != question.version
        let finding = subject.answered(
            question, version: differs ? version : nil, tasks: differing, isBusy: isBusy, at: now)
        switch finding {
        case .lost: problem = "a repair that Feishu took is lost"
        case .dropped:
            guard let (bodies, key) = subject.takeRepair(question) else {
                problem = "nothing to send again"
                return
            }
            for body in bodies { send(key, body, isDropped: false, isWanted: true, isRepair: true) }
        case .confirmed, .stale: break
        }
    }
}
