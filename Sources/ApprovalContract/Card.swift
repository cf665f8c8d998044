import FeishuTypes

/// A bot message that was sent and may be updated.
public struct Card: Sendable, Hashable {
    /// As Feishu gave it last: an update returns the id for the next one.
    public var messageID: String
    /// The template's id. Only 1008 can be updated.
    public var template: String
    /// Epoch milliseconds; Feishu updates for 30 days.
    public var sentAt: Int64

    /// Whether Feishu changes such cards.
    public var isUpdatable: Bool { template == MessageTemplate.taskReceived.rawValue }

    public init(messageID: String, template: String, sentAt: Int64) {
        self.messageID = messageID
        self.template = template
        self.sentAt = sentAt
    }
}
