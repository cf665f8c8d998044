/// `kafka:` – how to reach the brokers.
public struct KafkaSettings: Sendable {
    /// `bootstrap_servers`: host:port, comma-separated. Required.
    public var bootstrapServers = ""
    /// `group_prefix`: the groups are `<prefix>.route` and `<prefix>.execute`, in a dry run `<prefix>.dry-run` alone.
    public var groupPrefix = "approval-relay"
    /// `session_timeout`: a member that isn't heard for so long is out of its group.
    public var sessionTimeout: Duration = .seconds(45)
    /// `commit_interval`: how often offsets are committed.
    public var commitInterval: Duration = .seconds(1)
    /// `linger`: how long a command may wait for others to share a request.
    public var linger: Duration = .milliseconds(1)
    /// `answer_linger`: the same for results, receipts and dead letters of the execute stage. A sync by UPDATE doesn't wait for
    /// them; what does (REPLACE, message updates) is rare, and this bounds what it loses.
    public var answerLinger: Duration = .milliseconds(10)
    /// `properties`: any property of librdkafka's, for consumers and producers (TLS, SASL, OAUTHBEARER…).
    public var properties: [(name: String, value: String)] = []
    /// `consumer_properties`, `producer_properties`: the same for one kind of client.
    public var consumerProperties: [(name: String, value: String)] = []
    public var producerProperties: [(name: String, value: String)] = []

    public init() {}
}
