public struct TaskQueryInstance: Sendable, Hashable {
    public var instanceID: String
    /// Feishu's internal id.
    public var approvalID: String?
    public var approvalCode: String?
    public var status: InstanceStatus
    /// Epoch milliseconds.
    public var updateTime: Int64
    public var tasks: [TaskQueryTask]

    public init(instanceID: String, status: InstanceStatus, updateTime: Int64, tasks: [TaskQueryTask] = []) {
        self.instanceID = instanceID
        self.status = status
        self.updateTime = updateTime
        self.tasks = tasks
    }
}
