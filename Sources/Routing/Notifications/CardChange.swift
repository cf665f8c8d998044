import FeishuTypes

/// What the notification policy makes of a card.
struct CardChange {
    /// What the card was sent for.
    var slot: String
    var status: CardStatus
    var texts: NotificationTexts
    /// For texts that quote it.
    var comment: LocalizedText?
    /// The instance's key for the name of the task's node.
    var node: String?
}
