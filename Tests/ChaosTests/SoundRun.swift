@testable import Chaos

/// A run by hand in which all is as it must be: one definition, one approval with a card that is sent and updated, one
/// malformed event and one that Feishu refuses. Tests change one thing and see that it is found.
struct SoundRun {
    /// Milliseconds.
    static let began: Int64 = 1_800_000_000_000

    var plans: [PlannedEvent] = []
    var publications: [(number: Int, place: RecordPlace, at: Int64)] = []
    var commands: [ObservedCommand] = []
    var results: [ObservedResult] = []
    var letters: [ObservedDeadLetter] = []
    var receipts: [ObservedReceipt] = []
    var calls: [ObservedCall] = []
    var commits: [CommitSample] = []
    var parkings: [ObservedParking] = []
    var processes: [ProcessEvent] = []
    var usage: [UsageSample] = []

    init() {
        processes = [
            ProcessEvent(at: Self.began, worker: 0, pid: 10, kind: .started(hooks: "")),
            ProcessEvent(at: Self.began, worker: 0, pid: 10, kind: .named(incarnation: "A")),
            ProcessEvent(at: Self.began, worker: 1, pid: 11, kind: .started(hooks: "")),
            ProcessEvent(at: Self.began, worker: 1, pid: 11, kind: .named(incarnation: "B")),
        ]
        for lane in Lane.allCases { claim(lane, "A.1", at: 0) }
        event(0, "def", [.init(kind: "definition.upsert")], at: 100)
        event(1, "i", [.init(kind: "instance.sync")], at: 200)
        event(2, "i", [.init(kind: "instance.sync"), .init(kind: "message.send", slot: "task:t")], at: 300)
        event(
            3, "i",
            [.init(kind: "instance.sync"), .init(kind: "message.update", slot: "task:t", ending: .appliedIfSent)],
            at: 400)
        rejected(4, at: 500)
        refused(5, at: 600)
        commitAll(at: 1000)
        usage = [
            UsageSample(pid: 10, at: Self.began, resident: 50 << 20, descriptors: 40),
            UsageSample(pid: 10, at: Self.began + 2000, resident: 55 << 20, descriptors: 42),
        ]
    }

    // MARK: Making

    static func lane(_ kind: String) -> Lane {
        kind.hasPrefix("definition") ? .definition : kind.hasPrefix("instance") ? .instance : .message
    }

    static func commandID(_ number: Int, _ index: Int) -> String { "c\(number)x\(index)" }

    mutating func claim(_ lane: Lane, _ id: String, at time: Int64) {
        receipt(lane, "#claim/\(id)", .claim(id), at: time)
    }

    mutating func receipt(_ lane: Lane, _ key: String, _ content: ObservedReceipt.Content, at time: Int64) {
        let offset = Int64(receipts.count { $0.lane == lane })
        receipts.append(
            ObservedReceipt(
                lane: lane, partition: 0, offset: offset, appendedAt: Self.began + time, key: key, content: content))
    }

    mutating func publish(_ plan: PlannedEvent, at time: Int64) -> RecordPlace {
        let place = RecordPlace("events", 0, Int64(publications.count))
        plans.append(plan)
        publications.append((plan.number, place, Self.began + time))
        return place
    }

    private mutating func event(_ number: Int, _ key: String, _ planned: [PlannedCommand], at time: Int64) {
        let plan = PlannedEvent(
            number: number, id: "e\(number)", key: key, value: [], content: .commands(planned),
            summary: "event \(number)")
        let origin = publish(plan, at: time)
        for (index, command) in planned.enumerated() {
            route(number, index, command, key, origin, at: time + 10)
            call(number, index, command, key, at: time + 20)
            answer(number, index, command, key, origin, at: time + 50)
        }
    }

    mutating func route(
        _ number: Int, _ index: Int, _ command: PlannedCommand, _ key: String, _ origin: RecordPlace, at time: Int64
    ) {
        let lane = Self.lane(command.kind)
        let offset = Int64(commands.count { $0.lane == lane })
        commands.append(
            ObservedCommand(
                place: RecordPlace("commands.\(lane.rawValue)", 0, offset), appendedAt: Self.began + time, lane: lane,
                id: Self.commandID(number, index), kind: command.kind, key: key, slot: command.slot, index: index,
                eventID: "e\(number)", origin: origin))
    }

    private mutating func call(
        _ number: Int, _ index: Int, _ command: PlannedCommand, _ key: String, at time: Int64
    ) {
        let isMessage = command.kind.hasPrefix("message")
        let apis = [
            "definition.upsert": "definition_create", "instance.sync": "instance_sync",
            "message.send": "message_send", "message.update": "message_update",
        ]
        call(
            apis[command.kind] ?? "", "applied", Self.commandID(number, index), "A", at: time,
            card: isMessage ? "card" : nil)
    }

    /// - Parameter lasts: milliseconds; nil for a call that is never answered.
    mutating func call(
        _ api: String, _ outcome: String, _ id: String, _ incarnation: String, at time: Int64, lasts: Int64? = 20,
        status: Int = 200, code: Int64 = 0, fault: String? = nil, card: String? = nil
    ) {
        let received = (Self.began + time) * 1000
        calls.append(
            ObservedCall(
                sequence: Int64(calls.count + 1), receivedAt: received, answeredAt: lasts.map { received + $0 * 1000 },
                api: api, outcome: outcome, status: status, code: code, fault: fault,
                requestID: "\(id)/\(incarnation)/1", instanceID: "i", messageID: card))
    }

    private mutating func answer(
        _ number: Int, _ index: Int, _ command: PlannedCommand, _ key: String, _ origin: RecordPlace, at time: Int64
    ) {
        let id = Self.commandID(number, index)
        result(id, "applied", nil, eventID: "e\(number)", origin, at: time)
        let lane = Self.lane(command.kind)
        let through = (commands.last { $0.id == id })?.place.offset ?? 0
        receipt(
            lane, "default:\(key)",
            .receipt(
                .init(
                    claim: "A.1", through: through, commands: [(id, "applied")],
                    cards: command.slot == "task:t" ? [("task:t", "card")] : [])), at: time)
    }

    mutating func result(
        _ id: String, _ outcome: String, _ reason: String?, isOfCommand: Bool = true, eventID: String,
        _ origin: RecordPlace, at time: Int64
    ) {
        results.append(
            ObservedResult(
                place: RecordPlace("results", 0, Int64(results.count)), appendedAt: Self.began + time, id: id,
                outcome: outcome, reason: reason, isOfCommand: isOfCommand, eventID: eventID, origin: origin))
    }

    mutating func letter(_ reason: String, commandID: String?, eventID: String?, _ origin: RecordPlace, at time: Int64)
    {
        letters.append(
            ObservedDeadLetter(
                place: RecordPlace("dead-letters", 0, Int64(letters.count)), appendedAt: Self.began + time,
                reason: reason, commandID: commandID, eventID: eventID, origin: origin))
    }

    private mutating func rejected(_ number: Int, at time: Int64) {
        let plan = PlannedEvent(
            number: number, id: "", key: "i", value: [], content: .rejected(reason: "undecodable"), summary: "poison")
        let origin = publish(plan, at: time)
        letter("undecodable", commandID: nil, eventID: nil, origin, at: time + 10)
        result("r\(number)", "rejected", "undecodable", isOfCommand: false, eventID: "", origin, at: time + 12)
    }

    private mutating func refused(_ number: Int, at time: Int64) {
        let planned = PlannedCommand(kind: "instance.sync", ending: .refused("feishu_reference"))
        let plan = PlannedEvent(
            number: number, id: "e\(number)", key: "other", value: [], content: .commands([planned]),
            summary: "refused")
        let origin = publish(plan, at: time)
        route(number, 0, planned, "other", origin, at: time + 10)
        let id = Self.commandID(number, 0)
        call("instance_sync", "refused", id, "A", at: time + 20, status: 400, code: 1_390_002)
        letter("feishu_reference", commandID: id, eventID: "e\(number)", origin, at: time + 50)
        result(id, "dead_lettered", "feishu_reference", eventID: "e\(number)", origin, at: time + 52)
    }

    private mutating func commitAll(at time: Int64) {
        commit("events", Int64(publications.count), at: time)
        for lane in Lane.allCases {
            commit("commands.\(lane.rawValue)", Int64(commands.count { $0.lane == lane }), at: time)
        }
    }

    mutating func commit(_ topic: String, _ offset: Int64, at time: Int64) {
        commits.append(CommitSample(topic: topic, partition: 0, offset: offset, seenAt: Self.began + time))
    }

    // MARK: Judging

    /// Tells an oracle everything, answers before the commands that they belong to if asked.
    func oracle(answersFirst: Bool = false) -> Oracle {
        var oracle = Oracle()
        for plan in plans { oracle.planned(plan) }
        if answersFirst { tellAnswers(&oracle) }
        for (number, place, at) in publications { oracle.published(number, at: place, milliseconds: at) }
        for command in commands { oracle.observe(command) }
        if !answersFirst { tellAnswers(&oracle) }
        for receipt in receipts { oracle.observe(receipt) }
        for call in calls { oracle.observe(call) }
        for sample in commits { oracle.observe(sample) }
        for parking in parkings { oracle.observe(parking) }
        for event in processes { oracle.observe(event) }
        for sample in usage { oracle.observe(sample) }
        return oracle
    }

    private func tellAnswers(_ oracle: inout Oracle) {
        for result in results { oracle.observe(result) }
        for letter in letters { oracle.observe(letter) }
    }

    func judge(drain: Int64? = 100) -> Verdict {
        var oracle = oracle()
        return oracle.judge(drain: drain)
    }
}
