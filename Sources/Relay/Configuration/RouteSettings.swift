public import Routing

/// `route:` – how events become commands.
public struct RouteSettings: Sendable {
    /// `default_locale`: the language of plain texts.
    public var defaultLocale = "zh-CN"
    /// `messages`: whether events make bot messages by themselves.
    public var sendsMessages = true
    /// `notifications` as it was written.
    var notificationEntries: [NotificationEntry] = []
    /// The same as a policy.
    public var notifications = NotificationPolicy()
    /// `maximum_tasks`: of one instance (Feishu's documents say 300, older ones 200).
    public var maximumTasks = 300
    /// `maximum_command_bytes`: a greater command rejects its event as `too_large`.
    public var maximumCommandBytes = 1_000_000

    public init() {}
}
