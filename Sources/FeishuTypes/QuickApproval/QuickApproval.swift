import JSON

/// Buttons with which approvers act without opening the approval, and where Feishu reports a tap. The relay's own: one
/// declaration, beside an instance or a definition, for the tasks in the approval centre and for the bot's cards.
///
/// Source: `quick-approval-callback`.
public struct QuickApproval: Sendable, Hashable {
    /// At most two. `next_status` is for cards alone.
    public var actionConfigs: [MessageActionConfig] = []
    public var actionCallbackURL: String?
    /// A secret.
    public var actionCallbackToken: String?
    /// A secret: with it, callbacks are encrypted.
    public var actionCallbackKey: String?
    /// Given back in the callback; without it each task has its own (``context(instanceID:taskID:)``).
    public var actionContext: String?
    /// The names of the buttons.
    public var i18nResources: [I18nResource] = []

    public init() {}

    public var isEmpty: Bool { actionConfigs.isEmpty && actionCallbackURL == nil }

    /// What tells a callback's receiver which task it is about: Feishu's callback from a card names neither the approval nor the
    /// task.
    public static func context(instanceID: String, taskID: String) -> String {
        var writer = JSONWriter(capacity: 128)
        writer.beginObject()
        writer.member("instance_id", instanceID)
        writer.member("task_id", taskID)
        writer.endObject()
        return String(decoding: writer.bytes(), as: UTF8.self)
    }

    /// As a card has it.
    var callback: MessageActionCallback {
        var callback = MessageActionCallback()
        callback.actionCallbackURL = actionCallbackURL
        callback.actionCallbackToken = actionCallbackToken
        callback.actionCallbackKey = actionCallbackKey
        callback.actionContext = actionContext
        return callback
    }
}
