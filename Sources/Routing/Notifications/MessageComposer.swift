import FeishuTypes

/// Makes bot messages of an instance: what its approvers, initiator and readers are shown.
struct MessageComposer {
    let instance: InstanceSync
    let defaultLocale: String
    /// The approval as its people know it: the instance's title, else its definition's code.
    private let name: LocalizedText
    /// The form's first lines. They and the name are looked up once for all messages: there may be hundreds, and many texts.
    private let lines: [LocalizedText]

    /// Feishu shows at most this many lines (feishu-api.md §6.2).
    private static let maximumSummaries = 5

    init(instance: InstanceSync, defaultLocale: String) {
        self.instance = instance
        let locale = instance.i18nResources.first { $0.isDefault }?.locale ?? defaultLocale
        self.defaultLocale = locale
        func text(_ key: String) -> LocalizedText? {
            LocalizedText(key: key, in: instance.i18nResources, defaultLocale: locale)
        }
        name =
            instance.title.flatMap(text)
            ?? LocalizedText([locale: instance.approvalCode.isEmpty ? instance.instanceID : instance.approvalCode])
        lines = instance.form.prefix(Self.maximumSummaries).compactMap { field in
            switch (text(field.name), text(field.value)) {
            case (let name?, let value?): name.joined(with: value, separator: ": ", defaultLocale: locale)
            case (let name?, nil): name
            case (nil, let value?): value
            case (nil, nil): nil
            }
        }
    }

    /// - Parameter uuid: Feishu sends a message once for each; the command's id.
    func message(_ draft: MessageDraft, uuid: String) -> MessageSend {
        var texts = TextCollector(defaultLocale: defaultLocale)
        let template = draft.template
        var message = MessageSend(template: template, user: draft.recipient, actions: [])
        message.uuid = uuid
        let button = template == .custom ? texts.key(for: filled(draft.texts.button, draft) ?? Self.open) : nil
        message.actions = [action(draft.links, named: button ?? MessageAction.detail)]
        if template == .custom {
            message.customTitle = texts.key(for: filled(draft.texts.title, draft) ?? name.texts)
            message.customContent = texts.key(for: filled(draft.texts.content, draft) ?? name.texts)
        } else {
            message.approvalName = texts.key(for: name.texts)
            message.content = content(&texts)
        }
        if template.requiredParts.contains(.titleUser), let titleUser = draft.titleUser {
            message.titleUserID = titleUser.userID ?? titleUser.openID
            message.titleUserIDType = titleUser.userID != nil ? .userID : .openID
        }
        if template.requiredParts.contains(.comment) {
            message.comment = texts.key(for: (draft.comment ?? Self.defaultComment).texts)
        }
        if template.requiredParts.contains(.sender) { message.senderUserID = draft.sender }
        message.note = filled(draft.texts.note, draft).map { texts.key(for: $0) }
        message.i18nResources = texts.resources
        return message
    }

    func update(_ change: CardChange) -> MessageUpdate {
        var update = MessageUpdate(messageID: nil, status: change.status)
        guard change.status == .custom else { return update }
        var texts = TextCollector(defaultLocale: defaultLocale)
        update.statusName = texts.key(for: filled(change.texts.title, change.comment, change.node) ?? name.texts)
        update.detailActionName = filled(change.texts.button, change.comment, change.node).map { texts.key(for: $0) }
        update.i18nResources = texts.resources
        return update
    }

    private func filled(_ pattern: TextPattern?, _ draft: MessageDraft) -> [String: String]? {
        filled(pattern, draft.comment, draft.node)
    }

    /// nil for one that comes to nothing, in any language: Feishu has no empty texts.
    private func filled(_ pattern: TextPattern?, _ comment: LocalizedText?, _ node: String?) -> [String: String]? {
        let filled = pattern?.filled(defaultLocale: defaultLocale) { placeholder in
            switch placeholder {
            case .approval: name
            case .instanceID: LocalizedText([defaultLocale: instance.instanceID])
            case .node: text(node)
            case .initiator:
                text(instance.userName) ?? initiator.map { LocalizedText([defaultLocale: $0]) }
            case .comment: comment
            }
        }.texts
        guard let filled, filled.values.contains(where: { $0.contains { !$0.isWhitespace } }) else { return nil }
        return filled
    }

    private var initiator: String? { instance.user.userID ?? instance.user.openID }

    private func content(_ texts: inout TextCollector) -> MessageContent {
        var content = MessageContent()
        if let id = initiator, !id.isEmpty {
            content.userID = id
            content.userIDType = instance.user.userID != nil ? .userID : .openID
        } else if let name = text(instance.userName) {
            content.userName = texts.key(for: name.texts)
        }
        // A department is never taken from the instance: cards want another kind of id (feishu-api.md §6.2).
        content.summaries = lines.map { texts.key(for: $0.texts) }
        if content.summaries.isEmpty { content.summaries.append(texts.key(for: name.texts)) }
        return content
    }

    private func text(_ key: String?) -> LocalizedText? {
        LocalizedText(key: key, in: instance.i18nResources, defaultLocale: defaultLocale)
    }

    private func action(_ links: Links, named name: String) -> MessageAction {
        let pc = links.pcLink ?? links.mobileLink ?? ""
        let mobile = links.mobileLink ?? pc
        return MessageAction(actionName: name, url: pc, androidURL: mobile, iosURL: mobile, pcURL: pc)
    }

    /// An approval without a word: template 1004 quotes a comment all the same.
    private static let defaultComment = LocalizedText(["zh-CN": "同意", "en-US": "Approved", "ja-JP": "承認しました"])

    /// The button of a custom message.
    private static let open = ["zh-CN": "查看详情", "en-US": "View details", "ja-JP": "詳細を表示"]
}
