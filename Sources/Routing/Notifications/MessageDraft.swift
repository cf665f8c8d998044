import FeishuTypes

/// A message that the notification policy wants, before it is made into Feishu's body.
struct MessageDraft {
    var template: MessageTemplate
    var recipient: UserReference
    /// Which of the approval's messages it is; the card is found by it later.
    var slot: String
    /// Where the card's button leads: the task's, the reader's or the instance's.
    var links: Links
    /// Who did what the title tells.
    var titleUser: UserReference?
    /// For templates that quote one.
    var comment: LocalizedText?
    /// A `user_id`, for an urge.
    var sender: String?
    /// The recipient's task, if that is why they are told.
    var task: InstanceTask?
    /// The instance's key for the name of a task's node.
    var node: String?
    var texts: NotificationTexts
}
