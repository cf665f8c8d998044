import ApprovalContract
import FeishuTypes

/// Which messages an event sends by default, and which cards it changes (docs/events.md has the table).
///
/// Updates come before sends, so that an old card is closed before a new one opens.
struct NotificationPlanner {
    enum Notice {
        case update(slot: String, status: CardStatus)
        case send(MessageDraft)
    }

    let type: EventType
    let data: EventData
    let instance: InstanceSync
    /// The language of plain texts, where the instance has none.
    let defaultLocale: String

    func plan(in context: inout ReadingContext) -> [Notice] {
        guard data.notify else { return [] }
        switch type.family {
        case .task: return taskNotices(in: &context)
        case .instance: return instanceNotices
        case .cc: return ccNotices
        case .comment: return commentNotices
        case .definition, .message, .messageUpdate, .check: return []
        }
    }

    private var initiator: UserReference? { instance.user.isEmpty ? nil : instance.user }

    private var task: InstanceTask? {
        data.taskID.flatMap { id in instance.tasks.first { $0.taskID == id } }
    }

    private var comment: LocalizedText? {
        let standard = instance.i18nResources.first { $0.isDefault }?.locale ?? defaultLocale
        return data.comment?.text.map { LocalizedText($0, standard: standard) }
    }

    // MARK: Tasks

    private func taskNotices(in context: inout ReadingContext) -> [Notice] {
        guard let task else { return [] }
        let slot = "task:\(task.taskID)"
        switch type {
        case .taskCreated:
            let template: MessageTemplate = initiator == nil ? .taskReceivedWithoutApplicant : .taskReceived
            return [send(template, to: task, titleUser: initiator)]
        case .taskApproved, .taskRejected, .taskCompleted:
            return type.cardStatus.map { [.update(slot: slot, status: $0)] } ?? []
        case .taskTransferred: return handOver(task, .transferred, in: &context)
        case .taskAdded: return handOver(task, .addedAsApprover, in: &context)
        case .taskDelegated: return handOver(task, .delegated, in: &context)
        case .taskRolledBack: return handOver(task, .rolledBack, in: &context)
        case .taskUrged:
            guard let sender = data.operatorUser?.userID ?? instance.user.userID else {
                context.report(
                    "operator.user_id",
                    "is needed for an urge: Feishu sends it in that person's name; found neither it nor the "
                        + "initiator's user_id")
                return []
            }
            return [send(.urged, to: task, titleUser: data.operatorUser ?? initiator, sender: sender)]
        default: return []
        }
    }

    /// The old card is closed and the new approver is told.
    private func handOver(
        _ task: InstanceTask, _ template: MessageTemplate, in context: inout ReadingContext
    ) -> [Notice] {
        var notices: [Notice] = []
        if let status = type.cardStatus { notices.append(.update(slot: "task:\(task.taskID)", status: status)) }
        guard let id = data.newTaskID else {
            context.report(
                "new_task_id", "is missing: the card is closed, but nobody is told of the new task", severity: .warning)
            return notices
        }
        guard let next = instance.tasks.first(where: { $0.taskID == id }) else { return notices }
        notices.append(send(template, to: next, titleUser: data.operatorUser ?? task.user))
        return notices
    }

    private func send(
        _ template: MessageTemplate, to task: InstanceTask, titleUser: UserReference?, sender: String? = nil
    ) -> Notice {
        .send(
            MessageDraft(
                template: template, recipient: task.user, slot: "task:\(task.taskID)",
                links: task.links.isEmpty ? instance.links : task.links, titleUser: titleUser, comment: comment,
                sender: sender))
    }

    // MARK: Instances

    private var instanceNotices: [Notice] {
        switch type {
        case .instanceApproved: return toInitiator(.approved, acted: .approved)
        case .instanceRejected: return toInitiator(.rejected, acted: .rejected)
        case .instanceCanceled: return close(telling: .withdrawn)
        case .instanceTerminated: return close(telling: .closed)
        case .instanceDeleted: return close(telling: nil)
        default: return []
        }
    }

    private func toInitiator(_ template: MessageTemplate, acted status: TaskStatus) -> [Notice] {
        guard let initiator else { return [] }
        let last = instance.tasks.filter { $0.status == status }.max { $0.updateTime < $1.updateTime }
        return [
            .send(
                MessageDraft(
                    template: template, recipient: initiator, slot: "initiator:\(template.rawValue)",
                    links: instance.links, titleUser: data.operatorUser ?? last?.user ?? initiator, comment: comment))
        ]
    }

    /// Cards of all listed tasks are closed; approvers who had not acted are told.
    private func close(telling template: MessageTemplate?) -> [Notice] {
        guard let status = type.cardStatus else { return [] }
        let open = instance.tasks.filter { $0.status == .pending || $0.status == .done }
        var notices: [Notice] = open.map { .update(slot: "task:\($0.taskID)", status: status) }
        if let template {
            notices += open.map { send(template, to: $0, titleUser: data.operatorUser ?? initiator ?? $0.user) }
        }
        return notices
    }

    // MARK: Copies and comments

    private var ccNotices: [Notice] {
        guard type == .ccCreated, let cc = instance.cc.first(where: { $0.ccID == data.ccID }) else { return [] }
        return [
            .send(
                MessageDraft(
                    template: .copied, recipient: cc.user, slot: "cc:\(cc.ccID)",
                    links: cc.links.isEmpty ? instance.links : cc.links,
                    titleUser: initiator ?? data.operatorUser ?? cc.user, comment: comment))
        ]
    }

    private var commentNotices: [Notice] {
        let template: MessageTemplate
        switch type {
        case .commentCreated: template = .commentAdded
        case .commentMentioned: template = .mentioned
        default: template = .commentAnswered
        }
        guard let comment = data.comment, let id = comment.id else { return [] }
        return data.recipients.map { recipient in
            .send(
                MessageDraft(
                    template: template, recipient: recipient,
                    slot: "comment:\(id):\(recipient.userID ?? recipient.openID ?? "")", links: instance.links,
                    titleUser: comment.user, comment: self.comment))
        }
    }
}
