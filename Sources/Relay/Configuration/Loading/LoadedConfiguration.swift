/// A configuration that passed every check, and where its values came from.
public struct LoadedConfiguration: Sendable {
    public var configuration: RelayConfiguration
    /// What is allowed but hardly meant, such as plain HTTP to another host.
    public var warnings: [ConfigurationProblem]
    /// By the path of the value (`kafka.linger`, `kafka.properties.sasl.password`, `feishu.apps[0].app_id`); what isn't here
    /// has its default.
    public var origins: [String: ConfigurationOrigin]
}
