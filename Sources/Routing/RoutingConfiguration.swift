public import FeishuTypes

/// What routing must know beside the event.
public struct RoutingConfiguration: Sendable {
    /// Aliases of the configured Feishu apps.
    public var apps: Set<String>
    /// Which app an event without `app` means.
    public var defaultApp: String
    /// Which topics an event may name in `replyto`.
    public var allowedReplyTopics: [NamePattern]
    public var limits: FieldLimits
    /// The language of plain texts.
    public var defaultLocale: String
    /// Whether events make bot messages by themselves (`approval.message.*` always do).
    public var sendsMessages: Bool
    /// Which ones, to whom.
    public var notifications: NotificationPolicy

    public init(
        apps: Set<String> = ["default"], defaultApp: String = "default", allowedReplyTopics: [NamePattern] = [],
        limits: FieldLimits = FieldLimits(), defaultLocale: String = "zh-CN", sendsMessages: Bool = true,
        notifications: NotificationPolicy = NotificationPolicy()
    ) {
        self.apps = apps
        self.defaultApp = defaultApp
        self.allowedReplyTopics = allowedReplyTopics
        self.limits = limits
        self.defaultLocale = defaultLocale
        self.sendsMessages = sendsMessages
        self.notifications = notifications
    }

    /// Whether an event may name this topic for its answers.
    public func allowsReply(to topic: String) -> Bool {
        allowedReplyTopics.contains { $0.matches(topic) }
    }
}
