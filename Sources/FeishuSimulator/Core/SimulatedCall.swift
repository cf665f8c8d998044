/// What is noted of a call while it is answered; it becomes the journal's entry.
struct SimulatedCall {
    var api: SimulatedAPI
    var now: SimulatorInstant
    var logID: String
    var requestID: String
    var principal: Principal?
    var app = ""
    var keys = CallKeys()
    var outcome = JournalOutcome.answered
    /// Tasks and cc entries of this call that were ignored by their version.
    var droppedEntities = 0
}
