/// An instance's status (feishu-api §3.1); `CANCELED` has one L here and two on a card.
enum InstanceStatus: String, CaseIterable {
    case pending = "PENDING"
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case canceled = "CANCELED"
    case deleted = "DELETED"
    case hidden = "HIDDEN"
    case terminated = "TERMINATED"
}
