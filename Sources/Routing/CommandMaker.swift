import ApprovalContract
import FeishuTypes
import JSON

/// Makes the commands of one event, in the order in which they take effect.
struct CommandMaker {
    let event: EventEnvelope
    let app: String
    let now: Int64
    let configuration: RoutingConfiguration

    var commands: [Command] = []
    /// The approval that the event speaks of.
    var subject: String?

    init(event: EventEnvelope, app: String, now: Int64, configuration: RoutingConfiguration) {
        self.event = event
        self.app = app
        self.now = now
        self.configuration = configuration
    }

    /// Reads `data` and makes what it asks for; what is wrong goes to the context.
    mutating func make(in context: inout ReadingContext) {
        let data = EventDataReader(family: event.type.family, type: event.type).read(event.data, in: &context)
        switch event.type.family {
        case .definition:
            guard let definition = data.definition else { return }
            subject = definition.approvalCode
            add(.definitionUpsert, key: definition.approvalCode, body: definition)
        case .instance, .task, .cc:
            guard var instance = data.instance else { return }
            subject = instance.instanceID
            setMode(of: &instance, data, in: &context)
            checkReferences(data, instance, in: &context)
            let notices = notices(data, instance, in: &context)
            guard !context.hasErrors else { return }
            add(.instanceSync, key: instance.instanceID, codeKind: data.codeKind, body: instance)
            add(notices, instance)
        case .comment:
            guard let instance = data.instance else { return }
            subject = instance.instanceID
            if instance.links.isEmpty, data.notify, configuration.sendsMessages {
                context.report("instance.links", "is required: the message's button opens it; found nothing")
            }
            let notices = notices(data, instance, in: &context)
            guard !context.hasErrors else { return }
            add(notices, instance)
        case .message:
            guard var message = data.message else { return }
            let key = message.instanceID ?? event.subject ?? event.id
            subject = key
            if message.uuid == nil { message.uuid = id(.messageSend, slot: "request") }
            add(.messageSend, key: key, slot: "request", body: message)
        case .messageUpdate:
            guard let update = data.update else { return }
            guard let key = update.instanceID ?? event.subject ?? update.messageID else { return }
            subject = key
            if update.messageID == nil, update.slot == nil {
                context.report("message.message_id", "expected message_id, or instance_id and slot; found neither")
                return
            }
            add(
                .messageUpdate, key: key, slot: "request",
                targetSlot: update.messageID == nil ? update.slot : nil, body: update)
        case .check:
            guard let check = data.check else { return }
            subject = event.id
            add(.instanceCheck, key: event.id, body: check)
        }
    }

    /// `update_mode` is Feishu's own and decides; `data.sync` must not say otherwise; UPDATE where neither is given.
    private func setMode(of instance: inout InstanceSync, _ data: EventData, in context: inout ReadingContext) {
        let wanted: UpdateMode? = data.sync.map { $0 == "full" ? .replace : .update }
        if let mode = instance.updateMode, let wanted, mode != wanted {
            context.report(
                "sync",
                "expected \(mode == .replace ? "full" : "partial"), which instance.update_mode \(mode.rawValue) means "
                    + "(or leave one of them out); found \(data.sync ?? "")")
        }
        instance.updateMode = instance.updateMode ?? wanted ?? .update
    }

    /// Ids in the event must be those of listed tasks and copies.
    private func checkReferences(
        _ data: EventData, _ instance: InstanceSync, in context: inout ReadingContext
    ) {
        func found(_ id: String, among ids: [String]) -> String {
            ids.isEmpty ? "an empty list" : ids.prefix(5).joined(separator: ", ")
        }
        let taskIDs = instance.tasks.map(\.taskID)
        for (name, id) in [("task_id", data.taskID), ("new_task_id", data.newTaskID)] {
            if let id, !taskIDs.contains(id) {
                context.report(
                    name,
                    "expected the id of a task in instance.task_list, found \"\(id.prefix(80))\" "
                        + "(listed: \(found(id, among: taskIDs)))")
            }
        }
        let ccIDs = instance.cc.map(\.ccID)
        if let id = data.ccID, !ccIDs.contains(id) {
            context.report(
                "cc_id",
                "expected the id of an entry in instance.cc_list, found \"\(id.prefix(80))\" "
                    + "(listed: \(found(id, among: ccIDs)))")
        }
        let expected: TaskStatus?
        switch event.type {
        case .taskApproved: expected = .approved
        case .taskRejected: expected = .rejected
        default: expected = nil
        }
        if let expected, let index = instance.tasks.firstIndex(where: { $0.taskID == data.taskID }),
            instance.tasks[index].status != expected
        {
            context.report(
                "instance.task_list[\(index)].status",
                "expected \(expected.rawValue), which the type \(event.type.rawValue) says; "
                    + "found \(instance.tasks[index].status.rawValue)")
        }
    }

    private func notices(
        _ data: EventData, _ instance: InstanceSync, in context: inout ReadingContext
    ) -> [NotificationPlanner.Notice] {
        guard configuration.sendsMessages else { return [] }
        return NotificationPlanner(type: event.type, data: data, instance: instance).plan(in: &context)
    }

    private mutating func add(_ notices: [NotificationPlanner.Notice], _ instance: InstanceSync) {
        let composer = MessageComposer(instance: instance, defaultLocale: configuration.defaultLocale)
        for notice in notices {
            switch notice {
            case .update(let slot, let status):
                add(
                    .messageUpdate, key: instance.instanceID, slot: slot, targetSlot: slot,
                    body: MessageUpdate(messageID: nil, status: status))
            case .send(let draft):
                let message = composer.message(
                    draft.template, to: draft.recipient, links: draft.links, titleUser: draft.titleUser,
                    comment: draft.comment, sender: draft.sender, uuid: id(.messageSend, slot: draft.slot))
                add(.messageSend, key: instance.instanceID, slot: draft.slot, body: message)
            }
        }
    }

    private func id(_ kind: CommandKind, slot: String) -> String {
        CommandID.make(source: event.source, id: event.id, kind: kind, slot: slot)
    }

    private mutating func add(
        _ kind: CommandKind, key: String, slot: String = "", codeKind: CodeKind = .custom, targetSlot: String? = nil,
        body: some FeishuBody
    ) {
        var writer = JSONWriter(capacity: 2048)
        body.write(to: &writer)
        commands.append(
            Command(
                id: id(kind, slot: slot), kind: kind, app: app, key: key, slot: slot, event: event.reference,
                sequence: event.sequence, priority: event.priority, replyTo: event.replyTo,
                correlationID: event.correlationID, trace: event.trace, expiry: event.expiry, routedAt: now,
                codeKind: codeKind, targetSlot: targetSlot, body: .bytes(writer.bytes())))
    }
}
