/// A quick-approval button of a card.
public struct MessageActionConfig: Sendable, Hashable {
    /// `APPROVE`, `REJECT`, or a key of the caller's own, which then needs a name.
    public var actionType: String
    /// An i18n key.
    public var actionName: String?
    public var isNeedReason: Bool?
    public var isReasonRequired: Bool?
    public var isNeedAttachment: Bool?
    /// What Feishu changes the card to after a successful callback; without it the card stays until a message update.
    public var nextStatus: CardStatus?

    public init(actionType: String, actionName: String? = nil, nextStatus: CardStatus? = nil) {
        self.actionType = actionType
        self.actionName = actionName
        self.nextStatus = nextStatus
    }
}
