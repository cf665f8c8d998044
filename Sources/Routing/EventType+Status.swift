import ApprovalContract
import FeishuTypes

extension EventType {
    /// What an instance's status is when the event leaves it out.
    var impliedStatus: InstanceStatus? {
        switch self {
        case .instanceApproved: .approved
        case .instanceRejected: .rejected
        case .instanceCanceled: .canceled
        case .instanceTerminated: .terminated
        case .instanceDeleted: .deleted
        case .instanceHidden: .hidden
        case .definitionPublished, .messageRequested, .messageUpdateRequested, .instanceCheckRequested: nil
        default: .pending
        }
    }

    /// Whether another status than the implied one contradicts the event.
    var fixesStatus: Bool {
        switch self {
        case .instanceSubmitted, .instanceApproved, .instanceRejected, .instanceCanceled, .instanceTerminated,
            .instanceDeleted, .instanceHidden:
            true
        default: false
        }
    }

    /// Whether another task comes of the one that the event speaks of.
    var makesAnotherTask: Bool {
        switch self {
        case .taskTransferred, .taskAdded, .taskDelegated, .taskRolledBack: true
        default: false
        }
    }

    /// What the status of the event's task must be.
    var taskStatus: TaskStatus? {
        switch self {
        case .taskApproved: .approved
        case .taskRejected: .rejected
        default: nil
        }
    }

    /// Whether the event's task is over; `nil` if it may be either.
    var endsTask: Bool? {
        switch self {
        case .taskCreated, .taskUrged: false
        case .taskCompleted, .taskTransferred, .taskDelegated: true
        default: nil
        }
    }

    /// Whether its instance is a whole one, with its tasks and copies.
    var listsTasks: Bool {
        switch family {
        case .instance, .task, .cc: true
        default: false
        }
    }
}
