/// A quick-approval button of a task; shown by mobile clients only.
public struct ActionConfig: Sendable, Hashable {
    /// `APPROVE`, `REJECT`, or a key of the caller's own, which then needs a name.
    public var actionType: String
    /// An i18n key.
    public var actionName: String?
    public var isNeedReason: Bool?
    public var isReasonRequired: Bool?
    public var isNeedAttachment: Bool?

    public init(actionType: String, actionName: String? = nil) {
        self.actionType = actionType
        self.actionName = actionName
    }
}
