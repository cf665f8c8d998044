@testable import Chaos

/// A run as a sound relay would leave it, drawn from a seed: owners change, calls are repeated after a crash and dropped by
/// Feishu, events are published twice.
struct RandomRun {
    var random: SplitMix64
    var generator: EventGenerator
    var plans: [PlannedEvent] = []
    var publications: [(number: Int, place: RecordPlace, at: Int64)] = []
    var commands: [ObservedCommand] = []
    var results: [ObservedResult] = []
    var letters: [ObservedDeadLetter] = []
    var receipts: [ObservedReceipt] = []
    var calls: [ObservedCall] = []
    var commits: [CommitSample] = []

    private var now: Int64 = 1_800_000_000_000
    private var ends: [String: Int64] = [:]
    private var owners: [Int32: String] = [:]
    private var claims = 0
    private var answered: [String: (outcome: String, reason: String?)] = [:]
    private var cards: [String: String] = [:]
    private var known: [String: ObservedReceipt.Body] = [:]

    static let partitions: Int32 = 2

    init(seed: UInt64, events: Int) {
        random = SplitMix64(seed: seed, use: "run")
        var shape = LoadShape()
        shape.keys = 5
        shape.poisonShare = 0.1
        shape.repeatShare = 0.1
        generator = EventGenerator(seed: seed, shape: shape, prefix: "p")
        for partition in 0..<Self.partitions { changeOwner(partition) }
        for number in 0..<events {
            publish(number == 0 ? generator.definition() : generator.next())
            let partition = Int32.random(in: 0..<Self.partitions, using: &random)
            if random.chance(0.05) { changeOwner(partition) }
            if random.chance(0.2) { commitAll() }
        }
        commitAll()
    }

    private mutating func tick() -> Int64 {
        now += Int64.random(in: 1...40, using: &random)
        return now
    }

    private mutating func place(_ topic: String, _ partition: Int32) -> RecordPlace {
        let slot = "\(topic)/\(partition)"
        defer { ends[slot, default: 0] += 1 }
        return RecordPlace(topic, partition, ends[slot] ?? 0)
    }

    private func partition(_ key: String) -> Int32 {
        Int32(key.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }) % Self.partitions
    }

    private mutating func changeOwner(_ partition: Int32) {
        // Nothing is left of the old owner's calls by then.
        now += 500
        claims += 1
        let incarnation = Bool.random(using: &random) ? "A" : "B"
        owners[partition] = "\(incarnation).\(claims)"
        for lane in Lane.allCases { receipt(lane, partition, "#claim/", .claim("\(incarnation).\(claims)")) }
        now += 500
    }

    private mutating func receipt(
        _ lane: Lane, _ partition: Int32, _ key: String, _ content: ObservedReceipt.Content
    ) {
        let place = place("receipts.\(lane.rawValue)", partition)
        receipts.append(
            ObservedReceipt(
                lane: lane, partition: partition, offset: place.offset, appendedAt: tick(), key: key, content: content))
    }

    private mutating func publish(_ event: PlannedEvent) {
        let partition = partition(event.key)
        let origin = place("events", partition)
        plans.append(event)
        publications.append((event.number, origin, tick()))
        switch event.content {
        case .rejected(let reason):
            letters.append(
                ObservedDeadLetter(
                    place: place("dead-letters", partition), appendedAt: tick(), reason: reason, eventID: event.id,
                    origin: origin))
            results.append(
                ObservedResult(
                    place: place("results", partition), appendedAt: tick(), id: "r\(event.number)",
                    outcome: "rejected", reason: reason, isOfCommand: false, eventID: event.id, origin: origin))
        case .commands(let planned):
            for (index, command) in planned.enumerated() { execute(event, command, index, partition, origin) }
        }
    }

    private mutating func execute(
        _ event: PlannedEvent, _ planned: PlannedCommand, _ index: Int, _ partition: Int32, _ origin: RecordPlace
    ) {
        let lane = SoundRun.lane(planned.kind)
        let id = "\(event.id):\(index)"
        let command = ObservedCommand(
            place: place("commands.\(lane.rawValue)", partition), appendedAt: tick(), lane: lane, id: id,
            kind: planned.kind, key: event.key, slot: planned.slot, index: index, eventID: event.id, origin: origin)
        commands.append(command)
        let claim = owners[partition] ?? ""
        let owner = Oracle.incarnation(ofClaim: claim)
        if answered[id] == nil {
            if case .refused(let reason) = planned.ending {
                call(planned.kind, id, owner, "refused")
                letters.append(
                    ObservedDeadLetter(
                        place: place("dead-letters", partition), appendedAt: tick(), reason: reason, commandID: id,
                        eventID: event.id, origin: origin))
                answered[id] = ("dead_lettered", reason)
            } else {
                call(planned.kind, id, owner, "applied", slot: event.key + planned.slot)
                // A crash before the answer was written: called again, and dropped.
                if random.chance(0.1) {
                    let again = lane == .message ? "duplicate" : "dropped"
                    call(planned.kind, id, owner, again, slot: event.key + planned.slot)
                }
                answered[id] = ("applied", nil)
            }
        }
        guard let answer = answered[id] else { return }
        results.append(
            ObservedResult(
                place: place("results", partition), appendedAt: tick(), id: id, outcome: answer.outcome,
                reason: answer.reason, eventID: event.id, origin: origin))
        remember(command, answer.outcome, claim)
    }

    private mutating func remember(_ command: ObservedCommand, _ outcome: String, _ claim: String) {
        let key = "default:\(command.key)"
        var body = known["\(command.lane)\(key)"] ?? ObservedReceipt.Body(claim: claim, through: -1)
        body.claim = claim
        body.through = max(body.through, command.place.offset)
        body.commands.append((command.id, outcome))
        if command.kind == "message.send", let card = cards[command.key + command.slot] {
            body.cards.removeAll { $0.slot == command.slot }
            body.cards.append((command.slot, card))
        }
        known["\(command.lane)\(key)"] = body
        receipt(command.lane, command.place.partition, key, .receipt(body))
    }

    private mutating func call(
        _ kind: String, _ id: String, _ owner: String, _ outcome: String, slot: String = ""
    ) {
        let apis = [
            "definition.upsert": "definition_create", "instance.sync": "instance_sync",
            "message.send": "message_send", "message.update": "message_update",
        ]
        if kind == "message.send", outcome == "applied" { cards[slot] = "card-\(id)" }
        let received = tick() * 1000
        now += 20
        calls.append(
            ObservedCall(
                sequence: Int64(calls.count + 1), receivedAt: received, answeredAt: received + 20_000,
                api: apis[kind] ?? "", outcome: outcome, requestID: "\(id)/\(owner)/1",
                messageID: kind.hasPrefix("message") ? cards[slot] : nil))
    }

    private mutating func commitAll() {
        let time = tick() + 1
        for (slot, end) in ends where slot.hasPrefix("events") || slot.hasPrefix("commands") {
            let parts = slot.split(separator: "/")
            commits.append(
                CommitSample(
                    topic: String(parts[0]), partition: Int32(parts[1]) ?? 0, offset: end, seenAt: time))
        }
    }

    func judge() -> Verdict {
        var oracle = Oracle()
        for plan in plans { oracle.planned(plan) }
        for (number, place, at) in publications { oracle.published(number, at: place, milliseconds: at) }
        for result in results { oracle.observe(result) }
        for letter in letters { oracle.observe(letter) }
        for command in commands { oracle.observe(command) }
        for receipt in receipts { oracle.observe(receipt) }
        for call in calls { oracle.observe(call) }
        for sample in commits { oracle.observe(sample) }
        return oracle.judge(drain: 1)
    }
}
