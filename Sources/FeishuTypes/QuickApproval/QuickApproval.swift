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

    /// This with what it lacks from another: buttons as a whole, a callback as a whole.
    public func completed(by other: QuickApproval?) -> QuickApproval {
        guard let other else { return self }
        var result = self
        if actionConfigs.isEmpty {
            result.actionConfigs = other.actionConfigs
            result.i18nResources = other.i18nResources
        }
        if actionCallbackURL == nil {
            result.actionCallbackURL = other.actionCallbackURL
            result.actionCallbackToken = other.actionCallbackToken
            result.actionCallbackKey = other.actionCallbackKey
        }
        result.actionContext = actionContext ?? other.actionContext
        return result
    }
}
