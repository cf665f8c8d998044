import FeishuTypes

/// Makes bot messages of an instance: what its approvers, initiator and readers are shown.
struct MessageComposer {
    let instance: InstanceSync
    let defaultLocale: String

    /// Feishu shows at most this many lines (feishu-api.md §6.2).
    private static let maximumSummaries = 5

    init(instance: InstanceSync, defaultLocale: String) {
        self.instance = instance
        self.defaultLocale = instance.i18nResources.first { $0.isDefault }?.locale ?? defaultLocale
    }

    /// - Parameters:
    ///   - links: where the card's button leads: the task's, the reader's or the instance's.
    ///   - titleUser: who did what the title tells.
    ///   - comment: for templates that quote one.
    ///   - sender: the urging person's `user_id`, for template 1013.
    ///   - uuid: Feishu sends a message once for each; the command's id.
    func message(
        _ template: MessageTemplate, to user: UserReference, links: Links, titleUser: UserReference?,
        comment: LocalizedText? = nil, sender: String? = nil, uuid: String
    ) -> MessageSend {
        var texts = TextCollector(defaultLocale: defaultLocale)
        var message = MessageSend(template: template, user: user, actions: [action(links)])
        message.uuid = uuid
        message.approvalName = texts.key(for: name.texts)
        if template.requiredParts.contains(.titleUser), let titleUser {
            message.titleUserID = titleUser.userID ?? titleUser.openID
            message.titleUserIDType = titleUser.userID != nil ? .userID : .openID
        }
        if template.requiredParts.contains(.comment) {
            message.comment = texts.key(for: (comment ?? Self.defaultComment).texts)
        }
        if template.requiredParts.contains(.sender) { message.senderUserID = sender }
        message.content = content(&texts)
        message.i18nResources = texts.resources
        return message
    }

    /// The approval as its people know it: the instance's title, else its definition's code.
    private var name: LocalizedText {
        text(instance.title)
            ?? LocalizedText([
                defaultLocale: instance.approvalCode.isEmpty ? instance.instanceID : instance.approvalCode
            ])
    }

    private func content(_ texts: inout TextCollector) -> MessageContent {
        var content = MessageContent()
        if let id = instance.user.userID ?? instance.user.openID, !id.isEmpty {
            content.userID = id
            content.userIDType = instance.user.userID != nil ? .userID : .openID
        } else if let name = text(instance.userName) {
            content.userName = texts.key(for: name.texts)
        }
        // A department is never taken from the instance: cards want another kind of id (feishu-api.md §6.2).
        for field in instance.form.prefix(Self.maximumSummaries) {
            let line: LocalizedText?
            switch (text(field.name), text(field.value)) {
            case (let name?, let value?):
                line = name.joined(with: value, separator: ": ", defaultLocale: defaultLocale)
            case (let name?, nil): line = name
            case (nil, let value?): line = value
            case (nil, nil): line = nil
            }
            if let line { content.summaries.append(texts.key(for: line.texts)) }
        }
        if content.summaries.isEmpty { content.summaries.append(texts.key(for: name.texts)) }
        return content
    }

    private func text(_ key: String?) -> LocalizedText? {
        LocalizedText(key: key, in: instance.i18nResources, defaultLocale: defaultLocale)
    }

    private func action(_ links: Links) -> MessageAction {
        let pc = links.pcLink ?? links.mobileLink ?? ""
        let mobile = links.mobileLink ?? pc
        return MessageAction(actionName: MessageAction.detail, url: pc, androidURL: mobile, iosURL: mobile, pcURL: pc)
    }

    /// An approval without a word: template 1004 quotes a comment all the same.
    private static let defaultComment = LocalizedText(["zh-CN": "同意", "en-US": "Approved", "ja-JP": "承認しました"])
}
