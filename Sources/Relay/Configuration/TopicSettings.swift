/// `topics:` – names, counts and who may answer where.
public struct TopicSettings: Sendable {
    /// `events`: names, or patterns that begin with `^`. Our own topics never match a pattern.
    public var events = ["approval.events"]
    /// `prefix`: what our own topics' names begin with: `<prefix>.commands.instance`, `<prefix>.results`…
    public var prefix = "approval"
    /// `create`: whether missing topics are created at start.
    public var creates = false
    /// `partitions`: of topics that are created.
    public var partitions = 12
    /// `replication_factor`: of topics that are created; -1 for the broker's default.
    public var replicationFactor = -1
    /// `events_from`: where a group without committed offsets begins: `earliest` or `latest`.
    public var eventsFrom = "earliest"
    /// `reply_allowed`: topics that an event may name in `replyto`; a name, or a beginning and `*`.
    public var replyAllowed: [String] = []
    /// `reply_by_source`: the reply topic of each source whose name, or beginning and `*`, matches; the first wins.
    public var replyBySource: [(source: String, topic: String)] = []
    /// `maximum_event_bytes`: what the events topics may hold at most; the dead letters take as much and 64 KiB more.
    public var maximumEventBytes = 1_048_588

    public init() {}

    /// What the producers and the topics of dead letters take at most.
    public var maximumRecordBytes: Int { maximumEventBytes + 65_536 }
}
