public struct InstanceCheckTask: Sendable, Hashable {
    public var taskID: String
    /// Epoch milliseconds; 0 in an answer: unknown to Feishu.
    public var updateTime: Int64

    public init(taskID: String, updateTime: Int64) {
        self.taskID = taskID
        self.updateTime = updateTime
    }
}
