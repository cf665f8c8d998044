import FeishuTypes

/// A message that the notification policy wants, before it is made into Feishu's body.
struct MessageDraft {
    var template: MessageTemplate
    var recipient: UserReference
    /// Which of the approval's messages it is; the card is found by it later.
    var slot: String
    var links: Links
    var titleUser: UserReference?
    var comment: LocalizedText?
    /// A `user_id`, for an urge.
    var sender: String?
}
