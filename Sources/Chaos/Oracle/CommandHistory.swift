/// All that was seen of one command.
struct CommandHistory: Sendable {
    /// As the first record has it.
    var command: ObservedCommand
    /// Every record of it: a repeated event, or a route stage that died before its commit, writes it again.
    var places: [(place: RecordPlace, appendedAt: Int64)]
    var results: [ObservedResult] = []
    var deadLetters: [ObservedDeadLetter] = []

    var firstAppendedAt: Int64 { places.map(\.appendedAt).min() ?? command.appendedAt }

    /// The answer that counts: all must say the same.
    var result: ObservedResult? { results.first }

    /// When the command was done for good: the answer, and for a failure the dead letter too; nil while it isn't.
    var durableAt: Int64? {
        guard let answered = results.map(\.appendedAt).min(), let outcome = result?.outcome else { return nil }
        guard outcome == "dead_lettered" || outcome == "rejected" else { return answered }
        return deadLetters.map(\.appendedAt).min().map { max($0, answered) }
    }

    var lastOffset: Int64 { places.map(\.place.offset).max() ?? -1 }
}
