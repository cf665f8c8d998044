/// What a sync changed.
struct SyncResult: Equatable {
    /// Whether the instance itself was written.
    var instanceApplied: Bool
    var appliedEntities = 0
    /// Tasks and cc that were too old.
    var droppedEntities = 0

    static let dropped = SyncResult(instanceApplied: false)

    var outcome: JournalOutcome {
        if !instanceApplied, appliedEntities == 0 { return .dropped }
        return instanceApplied && droppedEntities == 0 ? .applied : .partial
    }
}
