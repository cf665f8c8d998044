public struct TaskQueryTask: Sendable, Hashable {
    public var id: String
    public var status: TaskStatus
    /// Epoch milliseconds.
    public var updateTime: Int64

    public init(id: String, status: TaskStatus, updateTime: Int64) {
        self.id = id
        self.status = status
        self.updateTime = updateTime
    }
}
