public import ApprovalContract
import FeishuTypes

/// What each event does beside its sync. Of the rules that fit an event the most particular count, all that are equally so;
/// where none does, the standard ones.
public struct NotificationPolicy: Sendable, Hashable {
    /// Whose events the policy is asked about.
    public static let types = EventType.allCases.filter { $0.listsTasks || $0.family == .comment }

    private var rules: [EventType: [NotificationRule]] = [:]

    public init(_ rules: [NotificationRule] = []) {
        for rule in rules { self.rules[rule.type, default: []].append(rule) }
    }

    /// - Parameter definition: as the event has it; empty where it has none.
    func actions(for type: EventType, app: String, definition: String) -> [NotificationAction] {
        if let rules = rules[type] {
            let fitting = rules.filter { $0.fits(app: app, definition: definition) }
            if let rank = fitting.lazy.map(\.rank).max() {
                return fitting.filter { $0.rank == rank }.compactMap(\.action)
            }
        }
        return Self.standard[type] ?? []
    }

    /// docs/notifications.md has them as a table.
    private static let standard = Dictionary(uniqueKeysWithValues: types.map { ($0, standard(for: $0)) })

    private static func send(_ template: MessageTemplate, _ recipient: Recipient) -> NotificationAction {
        .send(template, to: [recipient], NotificationTexts())
    }

    private static func update(_ cards: CardSelection, _ status: CardStatus) -> NotificationAction {
        .update(cards, status, NotificationTexts())
    }

    private static func standard(for type: EventType) -> [NotificationAction] {
        switch type {
        case .taskCreated: [send(.taskReceived, .approver)]
        case .taskApproved: [update(.task, .approved)]
        case .taskRejected: [update(.task, .rejected)]
        case .taskCompleted: [update(.task, .processed)]
        case .taskTransferred: [update(.task, .forwarded), send(.transferred, .newApprover)]
        case .taskAdded: [update(.task, .added), send(.addedAsApprover, .newApprover)]
        case .taskDelegated: [update(.task, .forwarded), send(.delegated, .newApprover)]
        case .taskRolledBack: [update(.task, .rolledBack), send(.rolledBack, .newApprover)]
        case .taskUrged: [send(.urged, .approver)]
        case .instanceApproved: [send(.approved, .initiator)]
        case .instanceRejected: [send(.rejected, .initiator)]
        case .instanceCanceled: [update(.openTasks, .cancelled), send(.withdrawn, .openApprovers)]
        case .instanceTerminated: [update(.openTasks, .deleted), send(.closed, .openApprovers)]
        case .instanceDeleted: [update(.openTasks, .deleted)]
        case .ccCreated: [send(.copied, .reader)]
        case .commentCreated: [send(.commentAdded, .recipients)]
        case .commentMentioned: [send(.mentioned, .recipients)]
        case .commentReplied: [send(.commentAnswered, .recipients)]
        case .instanceSubmitted, .instanceUpdated, .instanceHidden, .ccRead, .definitionPublished, .messageRequested,
            .messageUpdateRequested, .instanceCheckRequested:
            []
        }
    }
}
