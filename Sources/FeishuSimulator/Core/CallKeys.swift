/// The ids that a call is about, as the journal keeps them and as faults match them.
public struct CallKeys: Sendable, Hashable {
    /// The definition's code as it was sent (custom or real).
    public var approvalCode: String?
    public var instanceID: String?
    /// At most the first eight of the call.
    public var taskIDs: [String] = []
    public var uuid: String?
    /// `user_id`, else `open_id`, of a bot message.
    public var recipient: String?
    /// The card that was sent or updated.
    public var messageID: String?
    /// The instance's `update_time` as sent.
    public var version: Int64?
    /// The caller's `X-Request-Id`, by which its own log names the call.
    public var requestID: String?

    /// How many task ids are kept of one call.
    static let maximumTasks = 8

    public init() {}

    /// Whether any of the ids is this one.
    func contain(_ key: String) -> Bool {
        instanceID == key || uuid == key || messageID == key || approvalCode == key || recipient == key
            || taskIDs.contains(key)
    }
}
