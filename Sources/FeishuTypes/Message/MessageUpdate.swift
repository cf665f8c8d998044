/// Body of `POST /open-apis/approval/v1/message/update`: changes the status of a 1008 card of the last 30 days.
///
/// Source: `uAjNyYjLwYjM24CM2IjN`.
public struct MessageUpdate: Sendable, Hashable {
    /// From the send's answer; `nil` while only `instanceID` and `slot` say which card is meant.
    public var messageID: String?
    public var status: CardStatus
    /// An i18n key; only with ``CardStatus/custom``: the title.
    public var statusName: String?
    /// An i18n key; only with ``CardStatus/custom``: the detail button.
    public var detailActionName: String?
    public var i18nResources: [I18nResource] = []
    /// The relay's own, not sent: the approval whose card is meant.
    public var instanceID: String?
    /// The relay's own, not sent: the slot that the card was sent for.
    public var slot: String?

    public init(messageID: String?, status: CardStatus) {
        self.messageID = messageID
        self.status = status
    }
}
