/// State shown on a bot's card. Mind the spelling: `CANCELLED` here, but `CANCELED` of an instance (``InstanceStatus``).
public enum CardStatus: String, Sendable, Hashable, CaseIterable {
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case cancelled = "CANCELLED"
    case forwarded = "FORWARDED"
    case rolledBack = "ROLLBACK"
    case added = "ADD"
    case deleted = "DELETED"
    case processed = "PROCESSED"
    /// With texts of one's own: `status_name`, `detail_action_name`.
    case custom = "CUSTOM"
}
