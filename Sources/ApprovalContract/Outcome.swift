/// What became of a command, or of an event that has none. A closed set: readers may switch over it.
public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// Feishu took it.
    case applied
    /// Nothing had to be done; the reason says why.
    case unchanged
    /// A later command of the same key carried it.
    case superseded
    /// The event can't be right; nothing was called.
    case rejected
    /// Feishu refused it, or its attempts are spent; the record is in the dead letters.
    case deadLettered = "dead_lettered"
}
