/// What a check's answer says of an instance that was asked about.
public enum ConfirmationFinding: Sendable, Hashable {
    /// Feishu has what was sent, or what is newer.
    case confirmed
    /// Feishu has older state: it is to be sent again (``SyncConfirmations/takeRepair(_:)``).
    case dropped
    /// Feishu has older state still after it was sent again, or it can't be sent again since too much would have had to be kept.
    case lost
    /// The instance has changed meanwhile, or is about to: it is asked again.
    case stale
}
