/// Which part of the state is wanted. All given ids must match.
public struct StateFilter: Sendable, Hashable {
    /// The app's id.
    public var app: String?
    public var instanceID: String?
    public var messageID: String?
    /// The recipient of cards and the approver of tasks, by `user_id` or `open_id`.
    public var user: String?
    /// Instances and cards at most, each; the newest are taken. 0…1 000 000.
    public var limit: Int

    public init(
        app: String? = nil, instanceID: String? = nil, messageID: String? = nil, user: String? = nil, limit: Int = 1000
    ) {
        self.app = app
        self.instanceID = instanceID
        self.messageID = messageID
        self.user = user
        self.limit = limit
    }
}
