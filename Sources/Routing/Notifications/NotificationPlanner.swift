import ApprovalContract
import FeishuTypes

/// Which messages an event sends and which cards it changes, as the policy says.
///
/// Updates come before sends, so that an old card is closed before a new one opens. A person gets each template once.
struct NotificationPlanner {
    enum Notice {
        case update(CardChange)
        case send(MessageDraft)
    }

    let type: EventType
    let data: EventData
    let instance: InstanceSync
    let actions: [NotificationAction]
    /// The language of plain texts, where the instance has none.
    let defaultLocale: String

    init(
        type: EventType, data: EventData, instance: InstanceSync, actions: [NotificationAction],
        configuration: RoutingConfiguration
    ) {
        self.type = type
        self.data = data
        self.instance = instance
        defaultLocale = instance.i18nResources.first { $0.isDefault }?.locale ?? configuration.defaultLocale
        self.actions = actions
    }

    /// Whether it may send a message, as far as the event's type says.
    var sends: Bool {
        data.notify
            && actions.contains {
                if case .send = $0 { true } else { false }
            }
    }

    func plan(in context: inout ReadingContext) -> [Notice] {
        warnOfUnused(in: &context)
        guard data.notify, !actions.isEmpty else { return [] }
        var updates: [CardChange] = []
        var sends: [MessageDraft] = []
        var seen: Set<String> = []
        for action in actions {
            switch action {
            case .update(let cards, let status, let texts):
                // A card is changed once: two changes of one event would have the same command.
                for task in self.cards(cards) where seen.insert("change \(task.taskID)").inserted {
                    updates.append(
                        CardChange(
                            slot: Self.slot(of: task), status: status, texts: texts, comment: comment,
                            node: task.nodeName))
                }
            case .send(let template, let recipients, let texts):
                for recipient in recipients {
                    add(template, recipient, texts, to: &sends, &seen, in: &context)
                }
            }
        }
        return updates.map { .update($0) } + sends.map { .send($0) }
    }

    /// What the event has for messages, and no message takes.
    private func warnOfUnused(in context: inout ReadingContext) {
        guard !data.recipients.isEmpty, type.family != .comment else { return }
        let isUsed = actions.contains { action in
            if case .send(_, let recipients, _) = action { recipients.contains(.recipients) } else { false }
        }
        guard !isUsed else { return }
        context.report(
            "recipients", "has no effect: no message of such an event goes to them", severity: .warning)
    }

    // MARK: The approval's parts

    private var initiator: UserReference? { instance.user.isEmpty ? nil : instance.user }

    private var task: InstanceTask? { listed(data.taskID) }

    private func listed(_ taskID: String?) -> InstanceTask? {
        taskID.flatMap { id in instance.tasks.first { $0.taskID == id } }
    }

    private var openTasks: [InstanceTask] { instance.tasks.filter { $0.status == .pending || $0.status == .done } }

    private func cards(_ selection: CardSelection) -> [InstanceTask] {
        switch selection {
        case .task: task.map { [$0] } ?? []
        case .openTasks: openTasks
        case .allTasks: instance.tasks
        }
    }

    private static func slot(of task: InstanceTask) -> String { "task:\(task.taskID)" }

    // MARK: Who is told

    private func add(
        _ template: MessageTemplate, _ recipient: Recipient, _ texts: NotificationTexts,
        to sends: inout [MessageDraft], _ seen: inout Set<String>, in context: inout ReadingContext
    ) {
        for place in places(recipient, template, in: &context) {
            let known = template == .taskReceived && initiator == nil ? .taskReceivedWithoutApplicant : template
            guard !place.user.isEmpty else { continue }
            guard isFirst(place.user, known, &seen) else { continue }
            guard var draft = draft(known, place, texts, in: &context) else { continue }
            // An approval's slots tell its messages apart; two of one event must not have the same.
            if !seen.insert("slot \(draft.slot)").inserted { draft.slot += ":\(known.rawValue)" }
            sends.append(draft)
        }
    }

    /// Whether a person hasn't had this template for this event, by either id.
    private func isFirst(_ user: UserReference, _ template: MessageTemplate, _ seen: inout Set<String>) -> Bool {
        let byUserID = user.userID.map { seen.insert("\(template.rawValue) user \($0)").inserted } ?? true
        let byOpenID = user.openID.map { seen.insert("\(template.rawValue) open \($0)").inserted } ?? true
        return byUserID && byOpenID
    }

    /// A person, and where in the approval they stand.
    private struct Place {
        var user: UserReference
        var slot: String
        var links: Links
        var task: InstanceTask?
    }

    private func places(
        _ recipient: Recipient, _ template: MessageTemplate, in context: inout ReadingContext
    ) -> [Place] {
        switch recipient {
        case .approver: return task.map { [place($0)] } ?? []
        case .newApprover:
            guard data.newTaskID != nil else {
                context.report(
                    "new_task_id", "is missing, so nobody is told of the new task", severity: .warning)
                return []
            }
            return listed(data.newTaskID).map { [place($0)] } ?? []
        case .openApprovers: return openTasks.map(place)
        case .approvers: return instance.tasks.map(place)
        case .initiator: return initiator.map { [place($0, "initiator:\(template.rawValue)")] } ?? []
        case .reader: return instance.cc.filter { $0.ccID == data.ccID }.map(place)
        case .readers: return instance.cc.map(place)
        case .recipients: return data.recipients.map { place($0, personSlot($0, template)) }
        case .commenter: return data.comment.map { [place($0.user, personSlot($0.user, template))] } ?? []
        case .operatorUser: return data.operatorUser.map { [place($0, personSlot($0, template))] } ?? []
        }
    }

    private func place(_ task: InstanceTask) -> Place {
        Place(
            user: task.user, slot: Self.slot(of: task), links: task.links.isEmpty ? instance.links : task.links,
            task: task)
    }

    private func place(_ cc: InstanceCC) -> Place {
        Place(user: cc.user, slot: "cc:\(cc.ccID)", links: cc.links.isEmpty ? instance.links : cc.links)
    }

    private func place(_ user: UserReference, _ slot: String) -> Place {
        Place(user: user, slot: slot, links: instance.links)
    }

    private func personSlot(_ user: UserReference, _ template: MessageTemplate) -> String {
        let name = user.userID ?? user.openID ?? ""
        if type.family == .comment, let id = data.comment?.id { return "comment:\(id):\(name)" }
        return "person:\(name):\(template.rawValue)"
    }

    // MARK: What a template needs

    private func draft(
        _ template: MessageTemplate, _ place: Place, _ texts: NotificationTexts, in context: inout ReadingContext
    ) -> MessageDraft? {
        let needs = template.requiredParts
        var draft = MessageDraft(
            template: template, recipient: place.user, slot: place.slot, links: place.links, comment: comment,
            task: place.task,
            node: place.task?.nodeName ?? task?.nodeName, texts: texts)
        if needs.contains(.titleUser) {
            draft.titleUser = titleUser(template, place)
            if draft.titleUser == nil {
                let quotes = needs.contains(.comment)
                return lacks(
                    quotes ? "comment.user_id" : "operator", template, quotes ? "whose comment it is" : "who acted",
                    in: &context)
            }
        }
        // An approval without a word is quoted all the same (MessageComposer).
        if needs.contains(.comment), comment == nil, template != .approved {
            return lacks("comment.text", template, "what was said", in: &context)
        }
        if needs.contains(.sender) {
            draft.sender = data.operatorUser?.userID ?? instance.user.userID
            if draft.sender == nil {
                context.report(
                    "operator.user_id",
                    "is needed for an urge: Feishu sends it in that person's name; found neither it nor the "
                        + "initiator's user_id")
                return nil
            }
        }
        return draft
    }

    private func lacks(
        _ path: String, _ template: MessageTemplate, _ meaning: String, in context: inout ReadingContext
    ) -> MessageDraft? {
        context.report(
            path, "is missing, so no message of template \(template.rawValue) is sent, which tells \(meaning)",
            severity: .warning)
        return nil
    }

    private var comment: LocalizedText? {
        data.comment?.text.map { LocalizedText($0, standard: defaultLocale) }
    }

    /// Who did what the title tells.
    private func titleUser(_ template: MessageTemplate, _ place: Place) -> UserReference? {
        switch template {
        case .taskReceived: initiator
        case .copied, .systemCopied, .applicantLeft: initiator ?? data.operatorUser ?? place.user
        case .commentReceived, .commentAdded, .commentAnswered, .mentioned: commenter ?? data.operatorUser
        case .addedAsApprover, .transferred, .delegated, .rolledBack: data.operatorUser ?? task?.user ?? initiator
        case .approverLeft: task?.user ?? data.operatorUser ?? place.user
        case .approved: data.operatorUser ?? last(.approved) ?? initiator ?? place.user
        case .rejected: data.operatorUser ?? last(.rejected) ?? initiator ?? place.user
        default: data.operatorUser ?? initiator ?? place.user
        }
    }

    private var commenter: UserReference? {
        data.comment.flatMap { $0.user.isEmpty ? nil : $0.user }
    }

    /// The approver of the task that ended last with a status.
    private func last(_ status: TaskStatus) -> UserReference? {
        instance.tasks.filter { $0.status == status }.max { $0.updateTime < $1.updateTime }?.user
    }
}
