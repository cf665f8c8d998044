/// What the oracle counts. Each count of a sound run is 0.
public enum ViolationKind: String, Sendable, Hashable, CaseIterable {
    /// A command or an answer that must be there is missing.
    case lost
    /// One command had its effect more than once.
    case twice
    /// An effect came after that of a later command of its key and lane.
    case inversion
    /// Two processes called one key at once, or one called after another had claimed the partition.
    case owners
    /// An offset was committed beyond a record that was not done.
    case commit
    /// A dead letter without its answer, an answer without its dead letter, or reasons that differ.
    case deadLetter = "dead_letter"
    /// A receipt that a reader would take, and that contradicts Feishu's journal.
    case receipt
    /// An answer without the effect that it tells of, an effect that no answer tells of, or two answers that differ.
    case answer
    /// More attempts than the policy allows.
    case attempts
    /// Not drained in time, or memory or descriptors that grew.
    case end
    /// A process ended otherwise than it was asked to. Beside the ten.
    case process
}
