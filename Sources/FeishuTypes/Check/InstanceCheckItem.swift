/// An instance's version and its tasks', in a check's question and in its answer (where 0 means unknown to Feishu).
public struct InstanceCheckItem: Sendable, Hashable {
    public var instanceID: String
    /// Epoch milliseconds.
    public var updateTime: Int64
    public var tasks: [InstanceCheckTask]

    public init(instanceID: String, updateTime: Int64, tasks: [InstanceCheckTask] = []) {
        self.instanceID = instanceID
        self.updateTime = updateTime
        self.tasks = tasks
    }
}
