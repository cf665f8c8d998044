/// What the journal says of each command.
struct CallFacts {
    /// Epoch microseconds of the first call that had, or found, its effect.
    private(set) var firstSuccess: [String: Int64] = [:]
    /// The command that sent a card.
    private(set) var sender: [String: String] = [:]
    /// Commands that were called at all.
    private(set) var called: Set<String> = []

    init(_ calls: [ObservedCall]) {
        for call in calls {
            called.insert(call.commandID)
            guard call.isSuccess else { continue }
            firstSuccess[call.commandID] = min(firstSuccess[call.commandID] ?? .max, call.receivedAt)
            if call.api == "message_send", let card = call.messageID { sender[card] = call.commandID }
        }
    }

    /// A call of a later command had the effect of this one.
    mutating func noteCarried(_ id: String, at time: Int64) {
        if firstSuccess[id] == nil { firstSuccess[id] = time }
    }
}
