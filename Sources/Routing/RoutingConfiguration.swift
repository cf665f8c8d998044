public import FeishuTypes

/// What routing must know beside the event.
public struct RoutingConfiguration: Sendable {
    /// Aliases of the configured Feishu apps.
    public var apps: Set<String>
    /// Which app an event without `app` means.
    public var defaultApp: String
    /// Which topics an event may name in `replyto`.
    public var allowedReplyTopics: [TopicPattern]
    public var limits: FieldLimits
    /// The language of plain texts.
    public var defaultLocale: String
    /// Whether events make bot messages by themselves (`approval.message.*` always do).
    public var sendsMessages: Bool

    public init(
        apps: Set<String> = ["default"], defaultApp: String = "default", allowedReplyTopics: [TopicPattern] = [],
        limits: FieldLimits = FieldLimits(), defaultLocale: String = "zh-CN", sendsMessages: Bool = true
    ) {
        self.apps = apps
        self.defaultApp = defaultApp
        self.allowedReplyTopics = allowedReplyTopics
        self.limits = limits
        self.defaultLocale = defaultLocale
        self.sendsMessages = sendsMessages
    }
}
