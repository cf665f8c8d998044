public import ApprovalContract

/// A rule of the notification policy: what events of a type do, where they are of this app and definition.
public struct NotificationRule: Sendable, Hashable {
    public var type: EventType
    /// An alias; nil for every app.
    public var app: String?
    /// `approval_code` as events have it; nil for every definition.
    public var definition: NamePattern?
    /// nil for none: the rule only displaces others.
    public var action: NotificationAction?

    public init(
        _ type: EventType, app: String? = nil, definition: NamePattern? = nil, _ action: NotificationAction?
    ) {
        self.type = type
        self.app = app
        self.definition = definition
        self.action = action
    }

    func fits(app: String, definition: String) -> Bool {
        (self.app ?? app) == app && (self.definition?.matches(definition) ?? true)
    }

    /// How particular it is: a definition's name before the beginning of one before none, then an app before none.
    var rank: Int {
        let byDefinition = definition.map { $0.text.hasSuffix("*") ? 1 : 2 } ?? 0
        return byDefinition * 2 + (app == nil ? 0 : 1)
    }
}
