/// `data` of a task query's answer: one page.
public struct TaskQueryAnswer: Sendable, Hashable {
    public var instances: [TaskQueryInstance]
    /// Only when there is more.
    public var pageToken: String?
    public var hasMore: Bool

    public init(instances: [TaskQueryInstance], pageToken: String? = nil, hasMore: Bool = false) {
        self.instances = instances
        self.pageToken = pageToken
        self.hasMore = hasMore
    }
}
