public import ApprovalContract

/// Whom a message of the notification policy goes to, by their part in the approval.
public enum Recipient: String, Sendable, Hashable, CaseIterable {
    /// The approver of the task that the event speaks of.
    case approver
    /// The approver of the task that came of it: whom it was handed to.
    case newApprover = "new_approver"
    /// The approvers of the tasks in which they hadn't acted.
    case openApprovers = "open_approvers"
    /// The approvers of all tasks that the event lists.
    case approvers
    case initiator
    /// Who is told of the copy that the event speaks of.
    case reader
    /// Who is told of any copy that the event lists.
    case readers
    /// Those in the event's `recipients`.
    case recipients
    /// Who wrote the event's `comment`.
    case commenter
    /// Who acted: the event's `operator`.
    case operatorUser = "operator"

    /// Whether events of this type can have such a person.
    public func exists(in type: EventType) -> Bool {
        switch self {
        case .approver: type.family == .task
        case .newApprover: type.makesAnotherTask
        case .reader: type.family == .cc
        case .openApprovers, .approvers, .readers: type.listsTasks
        case .initiator, .recipients, .commenter, .operatorUser: type.listsTasks || type.family == .comment
        }
    }
}
