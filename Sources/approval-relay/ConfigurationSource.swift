import Observability
import Relay

/// Where a configuration comes from.
struct ConfigurationSource {
    var file: String?
    var environment: [String: String]
    var flags: [String: String]

    func load(needsFeishu: Bool) throws -> RelayConfiguration {
        var configuration = RelayConfiguration()
        configuration.kafka.bootstrapServers =
            flags["kafka.bootstrap_servers"] ?? environment["APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS"] ?? ""
        configuration.feishu.baseURL = environment["APPROVAL_RELAY_FEISHU_BASE_URL"] ?? configuration.feishu.baseURL
        var app = AppSettings()
        app.appID = environment["APPROVAL_RELAY_FEISHU_APP_ID"] ?? ""
        app.appSecret = Secret(environment["APPROVAL_RELAY_FEISHU_APP_SECRET"] ?? "")
        configuration.feishu.apps = [app]
        configuration.topics.creates = environment["APPROVAL_RELAY_TOPICS_CREATE"] == "true"
        if let level = flags["log.level"] { configuration.log.level = level }
        if let n = environment["APPROVAL_RELAY_QUOTA_PER_SECOND"].flatMap({ Int($0) }) {
            configuration.quota.perSecond = n
        }
        if let n = environment["APPROVAL_RELAY_QUOTA_PER_MINUTE"].flatMap({ Int($0) }) {
            configuration.quota.perMinute = n
        }
        if let n = environment["APPROVAL_RELAY_EXECUTE_CONCURRENCY"].flatMap({ Int($0) }) {
            configuration.execute.concurrency = n
        }
        if let p = environment["APPROVAL_RELAY_KAFKA_GROUP_PREFIX"] { configuration.kafka.groupPrefix = p }
        if let p = environment["APPROVAL_RELAY_TOPICS_PREFIX"] { configuration.topics.prefix = p }
        if let p = environment["APPROVAL_RELAY_TOPICS_EVENTS"] { configuration.topics.events = [p] }
        if let n = environment["APPROVAL_RELAY_TOPICS_PARTITIONS"].flatMap({ Int($0) }) {
            configuration.topics.partitions = n
        }
        configuration.operations.listen = flags["operations.listen"]
        return configuration
    }
}
