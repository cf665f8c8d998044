/// A to-do of one approver (`task_list[]`). Times are epoch milliseconds.
///
/// UPDATE never changes `taskID`, `user`, `createTime`, `nodeID`, `nodeName`: another approver is another task.
public struct InstanceTask: Sendable, Hashable {
    /// Unique over the instance, its tasks and its cc; Feishu hides what collides, without an error.
    public var taskID: String
    /// The approver.
    public var user: UserReference
    /// An i18n key.
    public var title: String?
    public var links: Links
    public var status: TaskStatus
    /// JSON in a string; `complete_reason` says how the task ended.
    public var extra: String?
    public var createTime: Int64
    /// 0 while the task is open.
    public var endTime: Int64
    /// The task's version.
    public var updateTime: Int64
    /// Given back in the quick-approval callback.
    public var actionContext: String?
    /// At most two.
    public var actionConfigs: [ActionConfig] = []
    public var displayMethod: DisplayMethod?
    public var excludeStatistics: Bool?
    /// The same for a node in all instances of a definition.
    public var nodeID: String?
    /// An i18n key; Feishu refuses plain text here.
    public var nodeName: String?
    public var generateType: GenerateType?

    public init(
        taskID: String, user: UserReference, links: Links, status: TaskStatus,
        createTime: Int64, endTime: Int64 = 0, updateTime: Int64
    ) {
        self.taskID = taskID
        self.user = user
        self.links = links
        self.status = status
        self.createTime = createTime
        self.endTime = endTime
        self.updateTime = updateTime
    }
}
