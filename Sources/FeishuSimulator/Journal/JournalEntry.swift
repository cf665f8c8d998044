/// One call, as the journal keeps it.
public struct JournalEntry: Sendable, Hashable {
    /// Counted from 1, without gaps; goes on through a clearing of the journal.
    public var sequence: UInt64
    public var receivedAt: SimulatorInstant
    /// When the answer was due to be sent; nil if it never was.
    public var answeredAt: SimulatorInstant?
    public var api: SimulatedAPI
    /// The app's id, empty if the call could not be told to be of one.
    public var app: String
    public var keys: CallKeys
    public var outcome: JournalOutcome
    /// Tasks and cc entries of a sync that were ignored.
    public var droppedEntities: Int
    /// The HTTP status; of a broken connection the one that would have been sent.
    public var status: Int
    /// The body's code.
    public var code: Int64
    /// The name of the fault's effect.
    public var fault: String?
}
