/// What upstream says happened: the CloudEvents `type` of an event.
///
/// The list is the whole contract: another type is rejected as `unknown_type` with the nearest of these.
public enum EventType: String, Sendable, Hashable, CaseIterable {
    case definitionPublished = "approval.definition.published"

    case instanceSubmitted = "approval.instance.submitted"
    case instanceUpdated = "approval.instance.updated"
    case instanceApproved = "approval.instance.approved"
    case instanceRejected = "approval.instance.rejected"
    case instanceCanceled = "approval.instance.canceled"
    case instanceTerminated = "approval.instance.terminated"
    case instanceDeleted = "approval.instance.deleted"
    case instanceHidden = "approval.instance.hidden"

    case taskCreated = "approval.task.created"
    case taskApproved = "approval.task.approved"
    case taskRejected = "approval.task.rejected"
    case taskTransferred = "approval.task.transferred"
    case taskCompleted = "approval.task.completed"
    case taskAdded = "approval.task.added"
    case taskDelegated = "approval.task.delegated"
    case taskRolledBack = "approval.task.rolled_back"
    case taskUrged = "approval.task.urged"

    case ccCreated = "approval.cc.created"
    case ccRead = "approval.cc.read"

    case commentCreated = "approval.comment.created"
    case commentMentioned = "approval.comment.mentioned"
    case commentReplied = "approval.comment.replied"

    case messageRequested = "approval.message.requested"
    case messageUpdateRequested = "approval.message.update_requested"

    case instanceCheckRequested = "approval.instance.check_requested"

    /// What the event speaks of; it decides which members `data` has.
    public var family: EventFamily {
        switch self {
        case .definitionPublished: .definition
        case .instanceSubmitted, .instanceUpdated, .instanceApproved, .instanceRejected, .instanceCanceled,
            .instanceTerminated, .instanceDeleted, .instanceHidden:
            .instance
        case .taskCreated, .taskApproved, .taskRejected, .taskTransferred, .taskCompleted, .taskAdded,
            .taskDelegated, .taskRolledBack, .taskUrged:
            .task
        case .ccCreated, .ccRead: .cc
        case .commentCreated, .commentMentioned, .commentReplied: .comment
        case .messageRequested: .message
        case .messageUpdateRequested: .messageUpdate
        case .instanceCheckRequested: .check
        }
    }
}
