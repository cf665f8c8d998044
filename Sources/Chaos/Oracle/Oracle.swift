/// Watches a run from outside: it is told what was published, what Feishu's journal and the topics hold, what was committed
/// and what happened to the processes, in any order, and judges when it is over. It believes nothing that the relay says of
/// itself.
public struct Oracle: Sendable {
    struct LaneKey: Hashable {
        var lane: Lane
        var key: String
    }

    struct LanePartition: Hashable {
        var lane: Lane
        var partition: Int32
    }

    struct TopicSlice: Hashable {
        var topic: String
        var partition: Int32
    }

    let policy: OraclePolicy
    var events: [Int: EventHistory] = [:]
    var eventNumbers: [String: Int] = [:]
    var eventNumbersByPlace: [RecordPlace: Int] = [:]
    var commands: [String: CommandHistory] = [:]
    var commandIDsByPlace: [RecordPlace: String] = [:]
    /// By where the command stood in its lane.
    var parkings: [RecordPlace: [ObservedParking]] = [:]
    var parkedOrigins: [RecordPlace: RecordPlace] = [:]
    var calls: [ObservedCall] = []
    /// The number of the last call that was read from the journal, of a command or not.
    var lastCall: Int64 = 0
    var receipts: [LanePartition: [ObservedReceipt]] = [:]
    var commits: [TopicSlice: [CommitSample]] = [:]
    var processes: [ProcessEvent] = []
    var usage: [UsageSample] = []
    /// What came before its event or command was known.
    var early: [Early] = []

    enum Early {
        case result(ObservedResult)
        case deadLetter(ObservedDeadLetter)
    }

    public init(policy: OraclePolicy = OraclePolicy()) { self.policy = policy }

    // MARK: What is observed

    /// An event is about to be published: answers may come before the acknowledgement.
    public mutating func planned(_ event: PlannedEvent) {
        guard events[event.number] == nil else { return }
        events[event.number] = EventHistory(plan: event)
        if !event.id.isEmpty { eventNumbers[event.id] = event.number }
    }

    /// It is in its topic.
    public mutating func published(_ number: Int, at place: RecordPlace, milliseconds: Int64) {
        events[number]?.places.append((place, milliseconds))
        eventNumbersByPlace[place] = number
    }

    public mutating func observe(_ command: ObservedCommand) {
        commandIDsByPlace[command.place] = command.id
        if commands[command.id] != nil {
            commands[command.id]?.places.append((command.place, command.appendedAt))
            return
        }
        commands[command.id] = CommandHistory(command: command, places: [(command.place, command.appendedAt)])
        if let number = eventNumbers[command.eventID] { events[number]?.commandIDs.append(command.id) }
    }

    public mutating func observe(_ result: ObservedResult) {
        if !take(result) { early.append(.result(result)) }
    }

    public mutating func observe(_ letter: ObservedDeadLetter) {
        if !take(letter) { early.append(.deadLetter(letter)) }
    }

    public mutating func observe(_ receipt: ObservedReceipt) {
        receipts[LanePartition(lane: receipt.lane, partition: receipt.partition), default: []].append(receipt)
    }

    public mutating func observe(_ parking: ObservedParking) {
        parkings[parking.origin, default: []].append(parking)
        parkedOrigins[parking.place] = parking.origin
    }

    public mutating func observe(_ call: ObservedCall) { calls.append(call) }

    /// Only what changed is kept.
    public mutating func observe(_ sample: CommitSample) {
        let slice = TopicSlice(topic: sample.topic, partition: sample.partition)
        if let last = commits[slice]?.last, last.offset == sample.offset { return }
        commits[slice, default: []].append(sample)
    }

    public mutating func observe(_ event: ProcessEvent) { processes.append(event) }

    public mutating func observe(_ sample: UsageSample) { usage.append(sample) }

    // MARK: What belongs together

    private mutating func take(_ result: ObservedResult) -> Bool {
        if result.isOfCommand {
            guard commands[result.id] != nil else { return false }
            commands[result.id]?.results.append(result)
            return true
        }
        guard let number = number(of: result.eventID, at: result.origin) else { return false }
        events[number]?.results.append(result)
        return true
    }

    private mutating func take(_ letter: ObservedDeadLetter) -> Bool {
        if let id = letter.commandID {
            guard commands[id] != nil else { return false }
            commands[id]?.deadLetters.append(letter)
            return true
        }
        guard let number = number(of: letter.eventID ?? "", at: letter.origin) else { return false }
        events[number]?.deadLetters.append(letter)
        return true
    }

    private func number(of eventID: String, at place: RecordPlace) -> Int? {
        eventNumbers[eventID] ?? eventNumbersByPlace[place]
    }

    /// Finds the places of what came early.
    mutating func settle() {
        let waiting = early
        early = []
        for item in waiting {
            switch item {
            case .result(let result): if !take(result) { early.append(item) }
            case .deadLetter(let letter): if !take(letter) { early.append(item) }
            }
        }
    }
}
