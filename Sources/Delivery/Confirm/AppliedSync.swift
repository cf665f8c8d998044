/// A sync that Feishu said it took: what it must have of the instance since.
public struct AppliedSync: Sendable, Hashable {
    public var instanceID: String
    /// Whether it put the instance in the place of what was there, and checked no version (REPLACE).
    public var isReplace: Bool
    /// Of the instance and of each task in it.
    public var version: Int64
    public var taskIDs: [String]
    /// What was sent, for sending it again.
    public var body: [UInt8]

    public init(instanceID: String, isReplace: Bool, version: Int64, taskIDs: [String], body: [UInt8]) {
        self.instanceID = instanceID
        self.isReplace = isReplace
        self.version = version
        self.taskIDs = taskIDs
        self.body = body
    }
}
