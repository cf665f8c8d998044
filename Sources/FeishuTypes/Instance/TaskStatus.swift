public enum TaskStatus: String, Sendable, Hashable, CaseIterable {
    case pending = "PENDING"
    case approved = "APPROVED"
    case rejected = "REJECTED"
    case transferred = "TRANSFERRED"
    /// Passed without this approver acting; they don't see it.
    case done = "DONE"

    /// Whether nothing is left to do in the task.
    public var isFinal: Bool { self != .pending }
}
