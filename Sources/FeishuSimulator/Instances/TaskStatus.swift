/// A task's status (feishu-api §3.2).
enum TaskStatus: String, CaseIterable {
    case pending = "PENDING"
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case transferred = "TRANSFERRED"
    case done = "DONE"
}
