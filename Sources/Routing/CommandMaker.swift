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
    private var bodyBytes = 0

    /// What an event's commands may have together: some hundreds of messages of usual size have one or two megabytes.
    private static let maximumBodyBytes = 1 << 24

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
            guard var definition = data.definition.take() else { return }
            subject = definition.approvalCode
            ReferenceCheck.checkCode(of: definition, in: &context)
            let quick = definition.share(data.quickApproval)
            add(.definitionUpsert, key: definition.approvalCode, body: definition) { command in
                guard let quick else { return }
                var writer = JSONWriter(capacity: 512)
                quick.write(to: &writer)
                command.quickApproval = .bytes(writer.bytes())
            }
        case .instance, .task, .cc:
            guard var instance = data.instance.take() else { return }
            subject = instance.instanceID
            let check = ReferenceCheck(type: event.type)
            instance.updateMode = check.mode(data, instance, in: &context)
            check.run(data, instance, in: &context)
            if let quick = data.quickApproval { instance.add(quick) }
            let planner = planner(data, instance)
            let notices = planner?.plan(in: &context) ?? []
            guard !context.hasErrors else { return }
            add(.instanceSync, key: instance.instanceID, codeKind: data.codeKind, body: instance)
            add(notices, instance, data, in: &context)
        case .comment:
            guard let instance = data.instance else { return }
            subject = instance.instanceID
            ReferenceCheck(type: event.type).checkCode(data, instance, in: &context)
            let planner = planner(data, instance)
            if instance.links.isEmpty, planner?.sends == true {
                context.report("instance.links", "is required: the message's button opens it")
            }
            let notices = planner?.plan(in: &context) ?? []
            guard !context.hasErrors else { return }
            add(notices, instance, data, in: &context)
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
            add(
                .messageUpdate, key: key, slot: "request",
                targetSlot: update.messageID == nil ? update.slot : nil, body: update)
        case .check:
            guard let check = data.check else { return }
            subject = event.id
            add(.instanceCheck, key: event.id, body: check)
        }
    }

    /// nil for an event that tells nobody anything, as most do: a planner takes a copy of the instance.
    private func planner(_ data: EventData, _ instance: InstanceSync) -> NotificationPlanner? {
        let actions =
            configuration.sendsMessages
            ? configuration.notifications.actions(for: event.type, app: app, definition: instance.approvalCode) : []
        guard !actions.isEmpty || !data.recipients.isEmpty else { return nil }
        return NotificationPlanner(
            type: event.type, data: data, instance: instance, actions: actions, configuration: configuration)
    }

    private mutating func add(
        _ notices: [NotificationPlanner.Notice], _ instance: InstanceSync, _ data: EventData,
        in context: inout ReadingContext
    ) {
        guard !notices.isEmpty else { return }
        let composer = MessageComposer(instance: instance, defaultLocale: configuration.defaultLocale)
        var buttons = CardButtons(instance: instance, quick: data.quickApproval, codeKind: data.codeKind)
        for notice in notices {
            guard bodyBytes <= Self.maximumBodyBytes else {
                return context.report(
                    "",
                    "its messages have more than \(Self.maximumBodyBytes) bytes together, since each of them has the "
                        + "approval's texts and links: shorten these, or tell fewer people at once")
            }
            switch notice {
            case .update(let change):
                let update = composer.update(change)
                add(.messageUpdate, key: instance.instanceID, slot: change.slot, targetSlot: change.slot, body: update)
            case .send(let draft):
                var message = composer.message(draft, uuid: id(.messageSend, slot: draft.slot))
                let origin = buttons.complete(&message, of: draft.task, in: &context)
                add(.messageSend, key: instance.instanceID, slot: draft.slot, body: message) { $0.cardOrigin = origin }
            }
        }
    }

    private func id(_ kind: CommandKind, slot: String) -> String {
        CommandID.make(source: event.source, id: event.id, kind: kind, slot: slot)
    }

    private mutating func add(
        _ kind: CommandKind, key: String, slot: String = "", codeKind: CodeKind = .custom, targetSlot: String? = nil,
        body: some FeishuBody, with change: (inout Command) -> Void = { _ in }
    ) {
        var writer = JSONWriter(capacity: 2048)
        body.write(to: &writer)
        bodyBytes += writer.count
        var command = Command(
            kind, of: event, app: app, key: key, slot: slot, routedAt: now, codeKind: codeKind, body: writer.bytes())
        command.targetSlot = targetSlot
        change(&command)
        commands.append(command)
    }
}
