import FeishuTypes

/// An entry of `route.notifications` as it was written.
struct NotificationEntry: Sendable {
    /// `event`
    var type: String?
    var app: String?
    var definition: String?
    /// A template's id.
    var send: String?
    var to: [String] = []
    /// A card's status.
    var update: String?
    var cards: String?
    var title: LocalText?
    var content: LocalText?
    var button: LocalText?
    var note: LocalText?
}
