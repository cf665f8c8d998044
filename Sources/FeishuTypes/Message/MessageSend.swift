/// Body of `POST /open-apis/approval/v1/message/send`: a card from the approval bot, of a common or of the custom template.
///
/// Source: `ugDNyYjL4QjM24CO0IjN`.
public struct MessageSend: Sendable, Hashable {
    public var template: MessageTemplate
    /// The recipient.
    public var user: UserReference
    /// At most 64 characters. A repeat within an hour isn't sent again, and is answered with success.
    public var uuid: String?
    /// An i18n key.
    public var approvalName: String?
    /// Who did what the title tells.
    public var titleUserID: String?
    public var titleUserIDType: UserIDType?
    /// An i18n key, markdown.
    public var comment: String?
    public var content: MessageContent?
    /// An i18n key, the footer.
    public var note: String?
    /// The sender's `user_id`, for an urge.
    public var senderUserID: String?
    /// Plain text that goes along with a card in a chat.
    public var text: String?
    /// One or two, the first being `DETAIL` in every template but the custom one.
    public var actions: [MessageAction]
    /// Only on templates that support quick approval.
    public var actionConfigs: [MessageActionConfig] = []
    /// Only on templates that support quick approval.
    public var actionCallback: MessageActionCallback?
    /// An i18n key; the custom template's.
    public var customTitle: String?
    /// An i18n key, markdown; the custom template's.
    public var customContent: String?
    public var i18nResources: [I18nResource] = []
    /// The relay's own, not sent: the approval whose order the message keeps.
    public var instanceID: String?

    public init(template: MessageTemplate, user: UserReference, actions: [MessageAction]) {
        self.template = template
        self.user = user
        self.actions = actions
    }
}
