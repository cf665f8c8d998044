/// Everything that a relay process can be told, with its defaults.
///
/// Read from flags over environment over file over these defaults (docs/configuration.md).
public struct RelayConfiguration: Sendable {
    public var kafka = KafkaSettings()
    public var topics = TopicSettings()
    public var feishu = FeishuSettings()
    public var quota = QuotaSettings()
    public var execute = ExecuteSettings()
    public var route = RouteSettings()
    public var dryRun = DryRunSettings()
    public var shutdown = ShutdownSettings()
    public var operations = OperationsSettings()
    public var log = LogSettings()
    /// `source` of the results' CloudEvents.
    public var source = "/approval-relay"
    /// Which stages this process runs.
    public var roles: Set<Role> = [.route, .execute]

    public init() {}
}
