import ApprovalContract

/// What finished commands are counted by.
struct OutcomeOfKind: Hashable {
    var kind: CommandKind
    var outcome: Outcome
}
