/// Makes the load: the same seed and shape make the same events, with what must come of each.
public struct EventGenerator: Sendable {
    private let shape: LoadShape
    private let prefix: String
    private var random: SplitMix64
    private var instances: [InstanceModel] = []
    private var made = 0
    private var instancesMade = 0
    /// Events that may be published again.
    private var recent: [(event: PlannedEvent, turn: Int)] = []
    /// Events made of each approval so far.
    private var turns: [String: Int] = [:]
    /// The relay knows a repeat by the latest 32 commands of its approval and lane; one that comes later is another matter.
    private static let maximumDistance = 20

    /// - Parameter prefix: begins every instance id, so that runs on one Feishu don't meet.
    public init(seed: UInt64, shape: LoadShape, prefix: String) {
        self.shape = shape
        self.prefix = prefix
        random = SplitMix64(seed: seed, use: "load")
        for _ in 0..<max(1, shape.keys) { instances.append(makeInstance()) }
    }

    /// The definition that all instances belong to; to be published and answered before the rest.
    public mutating func definition() -> PlannedEvent {
        make(
            "approval.definition.published", key: EventText.definitionCode,
            data: EventText.definition(EventText.definitionCode), [PlannedCommand(kind: "definition.upsert")])
    }

    /// The next event.
    public mutating func next() -> PlannedEvent {
        if !recent.isEmpty, random.chance(shape.repeatShare) {
            let (event, turn) = recent[Int.random(in: recent.indices, using: &random)]
            if (turns[event.key] ?? 0) - turn <= Self.maximumDistance { return event }
        }
        let hot = made / shape.hotEvents % instances.count
        let place = random.chance(shape.hotShare) ? hot : Int.random(in: instances.indices, using: &random)
        if random.chance(shape.poisonShare) { return poison(place) }
        let event = step(place, isHot: place == hot)
        remember(event)
        return event
    }

    private mutating func step(_ place: Int, isHot: Bool) -> PlannedEvent {
        instances[place].advance()
        guard instances[place].isSubmitted else {
            instances[place].submit()
            return sync(place, "approval.instance.submitted", [])
        }
        let open = instances[place].openTasks
        switch Int.random(in: 0..<100, using: &random) {
        case ..<20: return sync(place, "approval.instance.updated", [])
        case ..<30: return sync(place, "approval.instance.updated", instances[place].tasks, isFull: true)
        case ..<40: return request(place)
        case ..<44 where !isHot: return finish(place)
        case ..<70 where instances[place].canAddTask:
            let task = instances[place].addTask()
            return taskEvent(
                place, "approval.task.created", task, PlannedCommand(kind: "message.send", slot: "task:\(task.id)"))
        case _ where !open.isEmpty:
            let index = open[Int.random(in: open.indices, using: &random)]
            let isApproved = random.chance(0.8)
            let task = instances[place].finishTask(index, isApproved ? "APPROVED" : "REJECTED")
            return taskEvent(
                place, isApproved ? "approval.task.approved" : "approval.task.rejected", task,
                PlannedCommand(kind: "message.update", slot: "task:\(task.id)", ending: .appliedIfSent))
        default: return sync(place, "approval.instance.updated", [])
        }
    }

    private mutating func sync(
        _ place: Int, _ type: String, _ tasks: [InstanceModel.Task], isFull: Bool = false
    ) -> PlannedEvent {
        let instance = instances[place]
        let mode = isFull ? #""sync":"full","# : ""
        return make(
            type, key: instance.id, data: "{\(mode)\"instance\":\(EventText.instance(instance, tasks: tasks))}",
            [PlannedCommand(kind: "instance.sync")])
    }

    private mutating func taskEvent(
        _ place: Int, _ type: String, _ task: InstanceModel.Task, _ card: PlannedCommand
    ) -> PlannedEvent {
        let instance = instances[place]
        return make(
            type, key: instance.id,
            data: "{\"task_id\":\"\(task.id)\",\"instance\":\(EventText.instance(instance, tasks: [task]))}",
            [PlannedCommand(kind: "instance.sync"), card])
    }

    private mutating func request(_ place: Int) -> PlannedEvent {
        let instance = instances[place]
        return make(
            "approval.message.requested", key: instance.id, data: EventText.message(instance),
            [PlannedCommand(kind: "message.send", slot: "request")])
    }

    /// The approval ends, and another takes its place.
    private mutating func finish(_ place: Int) -> PlannedEvent {
        let instance = instances[place]
        instances[place] = makeInstance()
        return make(
            "approval.instance.approved", key: instance.id,
            data: "{\"instance\":\(EventText.instance(instance, tasks: []))}",
            [PlannedCommand(kind: "instance.sync"), PlannedCommand(kind: "message.send", slot: "initiator:1004")])
    }

    private mutating func poison(_ place: Int) -> PlannedEvent {
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let bytes: [UInt8] = (0..<Int.random(in: 1...80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            // The brace makes sure that it is no JSON.
            return numbered(
                id: "", key: instances[place].id, value: [0x7B] + bytes, .rejected(reason: "undecodable"),
                "a record that can't be read")
        case 1:
            let id = "\(prefix)-\(made)"
            let value = EventText.event("approval.instance.updated", id: id, data: #"{"instance":{"titel":"x"}}"#)
            return numbered(
                id: id, key: instances[place].id, value: value, .rejected(reason: "invalid"), "a malformed event")
        default:
            // An approval of its own: what Feishu refuses says nothing of the others.
            var instance = makeInstance()
            instance.advance()
            let body = EventText.instance(instance, tasks: [], code: "00000000-DEAD-DEAD-DEAD-000000000000")
            return make(
                "approval.instance.submitted", key: instance.id,
                data: "{\"approval_code_kind\":\"feishu\",\"instance\":\(body)}",
                [PlannedCommand(kind: "instance.sync", ending: .refused("feishu_reference"))])
        }
    }

    private mutating func makeInstance() -> InstanceModel {
        instancesMade += 1
        return InstanceModel(id: "\(prefix)-i\(instancesMade)")
    }

    private mutating func make(
        _ type: String, key: String, data: String, _ commands: [PlannedCommand]
    ) -> PlannedEvent {
        let id = "\(prefix)-\(made)"
        let replyTo = random.chance(shape.replyShare) ? shape.replyTopic : nil
        return numbered(
            id: id, key: key, value: EventText.event(type, id: id, data: data, replyTo: replyTo), .commands(commands),
            "\(type) of \(key)")
    }

    private mutating func numbered(
        id: String, key: String, value: [UInt8], _ content: PlannedEvent.Content, _ summary: String
    ) -> PlannedEvent {
        defer { made += 1 }
        return PlannedEvent(number: made, id: id, key: key, value: value, content: content, summary: summary)
    }

    private mutating func remember(_ event: PlannedEvent) {
        turns[event.key, default: 0] += 1
        let entry = (event, turns[event.key] ?? 0)
        if recent.count < 500 {
            recent.append(entry)
        } else {
            recent[event.number % 500] = entry
        }
    }
}
