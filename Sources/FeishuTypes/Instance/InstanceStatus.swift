/// State of an approval instance. Mind the spelling: `CANCELED` here, but `CANCELLED` on a card (``CardStatus``).
public enum InstanceStatus: String, Sendable, Hashable, CaseIterable {
    case pending = "PENDING"
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case canceled = "CANCELED"
    case deleted = "DELETED"
    /// The status isn't shown.
    case hidden = "HIDDEN"
    case terminated = "TERMINATED"

    /// Whether the approval is over.
    public var isFinal: Bool {
        switch self {
        case .pending, .hidden: false
        case .approved, .rejected, .canceled, .deleted, .terminated: true
        }
    }
}
