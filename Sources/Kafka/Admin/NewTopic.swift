/// A topic to create.
public struct NewTopic: Sendable, Hashable {
    public var name: String
    public var partitions: Int
    /// Nil: the cluster's default.
    public var replicationFactor: Int?
    /// Topic settings, such as `cleanup.policy`.
    public var settings: [String: String]

    public init(name: String, partitions: Int, replicationFactor: Int? = nil, settings: [String: String] = [:]) {
        self.name = name
        self.partitions = partitions
        self.replicationFactor = replicationFactor
        self.settings = settings
    }
}
