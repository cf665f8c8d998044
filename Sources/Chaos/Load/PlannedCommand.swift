/// One effect that an event must have: what the oracle expects, from the event alone.
public struct PlannedCommand: Sendable, Hashable {
    /// What the answer has to be.
    public enum Ending: Sendable, Hashable {
        /// `applied`, or `superseded` by a command that was.
        case applied
        /// `applied`, unless the card that is to be changed could not be sent.
        case appliedIfSent
        /// `dead_lettered` for this reason, without an effect.
        case refused(String)
    }

    /// As in the command record: `instance.sync`, `message.send`…
    public var kind: String
    public var slot: String
    public var ending: Ending

    public init(kind: String, slot: String = "", ending: Ending = .applied) {
        self.kind = kind
        self.slot = slot
        self.ending = ending
    }
}
