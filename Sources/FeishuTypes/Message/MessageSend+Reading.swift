public import JSON

extension MessageSend: FeishuBody {
    private enum Field: String, CaseIterable {
        case template = "template_id"
        case userID = "user_id"
        case openID = "open_id"
        case uuid
        case approvalName = "approval_name"
        case titleUserID = "title_user_id"
        case titleUserIDType = "title_user_id_type"
        case comment, content, note
        case senderUserID = "sender_user_id"
        case text, actions
        case actionConfigs = "action_configs"
        case actionCallback = "action_callback"
        case customTitle = "custom_title"
        case customContent = "custom_content"
        case i18nResources = "i18n_resources"
        case instanceID = "instance_id"
    }

    private static let table = FieldTable<Field>(required: [.template, .actions, .i18nResources])
    /// What an event may leave out: resources follow from the texts.
    private static let inferred = FieldTable<Field>.bits(of: [.i18nResources], in: table.fields)

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(template: .custom, user: UserReference(), actions: [])
        guard let object = context.object(value) else { return }
        context.beginTexts(object, isMessage: true)
        var knownTemplate: MessageTemplate?
        var contentErrors = 0
        var seen = FieldsSeen()
        for member in object {
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let errors = context.errorCount
            defer { if field == .content { contentErrors = context.errorCount - errors } }
            if field == .template {
                knownTemplate = Self.template(member.value, field.rawValue, in: &context)
                template = knownTemplate ?? template
            } else {
                read(member.value, as: field, in: &context)
            }
        }
        context.require(Self.table, seen: seen, except: context.isSuperset ? Self.inferred : 0)
        guard context.isSuperset else { return }
        // The relay chooses one then, so that a repeat sends nothing.
        if uuid == "" { uuid = nil }
        sayDetailAsText(knownTemplate, in: &context)
        i18nResources = context.endTexts()
        check(knownTemplate, hasSoundContent: contentErrors == 0, in: &context)
    }

    /// `DETAIL` is Feishu's word for the first action of its own templates; anywhere else it is a text as any other.
    private mutating func sayDetailAsText(_ known: MessageTemplate?, in context: inout ReadingContext) {
        for index in actions.indices where actions[index].actionName == MessageAction.detail {
            guard index > 0 || known == .custom else { continue }
            actions[index].actionName = context.texts.key(for: MessageAction.detail)
        }
    }

    private mutating func read(_ value: JSONValue, as field: Field, in context: inout ReadingContext) {
        let name = field.rawValue
        switch field {
        case .template: break
        case .userID: user.userID = context.optionalIdentifier(value, name)
        case .openID: user.openID = context.optionalIdentifier(value, name)
        case .uuid: uuid = context.string(value, name, limit: context.limits.uuid)
        case .approvalName: approvalName = context.text(value, name)
        // Empty is not the same as missing here: see the template 1008.
        case .titleUserID: titleUserID = context.string(value, name, limit: context.limits.identifier)
        case .titleUserIDType: titleUserIDType = context.optionalChoice(value, name)
        case .comment: comment = context.text(value, name)
        case .content: content = context.part(value, name)
        case .note: note = context.text(value, name)
        case .senderUserID: senderUserID = context.optionalIdentifier(value, name)
        case .text: text = context.string(value, name)
        case .actions: actions = context.list(value, name, limit: context.limits.messageActions)
        case .actionConfigs: actionConfigs = context.list(value, name, limit: context.limits.actionConfigs)
        case .actionCallback: actionCallback = context.part(value, name)
        case .customTitle: customTitle = context.text(value, name)
        case .customContent: customContent = context.text(value, name)
        case .i18nResources: i18nResources = context.resources(value, name)
        case .instanceID: instanceID = context.optionalIdentifier(value, name)
        }
    }

    /// In an event a number will do.
    private static func template(
        _ value: JSONValue, _ field: String, in context: inout ReadingContext
    ) -> MessageTemplate? {
        if context.isSuperset, let number = context.wholeNumber(value) {
            if let template = MessageTemplate(rawValue: String(number)) { return template }
            context.reportUnknownChoice(String(number), field, MessageTemplate.self)
            return nil
        }
        return context.choice(value, field)
    }
}
