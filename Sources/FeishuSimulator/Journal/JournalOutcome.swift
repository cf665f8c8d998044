/// What a call did.
public enum JournalOutcome: String, Sendable, Hashable, CaseIterable {
    /// A call that only reads, or a token.
    case answered
    /// It changed what is stored.
    case applied
    /// Part of it did: some tasks or cc entries were too old and were ignored in silence.
    case partial
    /// Success was answered and nothing changed: a stale update.
    case dropped
    /// A repeated `uuid` or status: success was answered, nothing was sent.
    case duplicate
    /// An error was answered.
    case refused
    /// A fault came first; nothing was applied.
    case prevented
}
