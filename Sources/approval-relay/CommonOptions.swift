import Arguments
import Foundation
import Relay

/// Options that several subcommands share, and the configuration that comes of them.
enum CommonOptions {
    static let config = Option<String?>(
        "config", short: "c", .path, environment: "APPROVAL_RELAY_CONFIG", help: "A configuration file in YAML.")
    static let set = Option<[String]>(
        "set", short: "s", .string.named("key=value"),
        help: "A setting by its path in the file, such as topics.prefix=test. Wins over file and environment.")
    static let bootstrapServers = Option<String?>(
        "bootstrap-servers", short: "b", .string.named("host:port"),
        help: "Kafka's addresses: kafka.bootstrap_servers. Also APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS.")
    static let logLevel = Option<String?>(
        "log-level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]),
        help: "The least level that is logged: log.level.")
    static let logFormat = Option<String?>(
        "log-format", .choice(["auto", "json", "text"]), help: "How it is logged: log.format.")

    static let dryRun = Flag(
        "dry-run",
        help: "Of a dry run, which says what would be done on a topic of its own and calls nothing: dry_run.enabled.")

    /// What it sets, if it is given.
    static func dryRunFlags(_ arguments: ParsedArguments) -> [String: String] {
        arguments[dryRun] ? ["dry_run.enabled": "true"] : [:]
    }

    /// Those by which a subcommand finds its configuration.
    static let all: [any Parameter] = [config, set, bootstrapServers, logLevel, logFormat]

    /// The configuration that flags, environment and file give.
    ///
    /// - Parameter needsFeishu: whether an app's credentials must be there; `topics`, `publish` and `results` need none.
    static func load(
        _ arguments: ParsedArguments, needsFeishu: Bool, more: [String: String] = [:]
    ) throws -> RelayConfiguration {
        try source(arguments, file: arguments[config], more: more).load(needsFeishu: needsFeishu)
    }

    /// Where that configuration comes from.
    static func source(
        _ arguments: ParsedArguments, file: String?, more: [String: String] = [:]
    ) throws -> ConfigurationSource {
        var flags = more
        for entry in arguments[set] {
            guard let equals = entry.firstIndex(of: "=") else {
                throw RelayError(.usage, "--set: expected key=value such as topics.prefix=test, found \"\(entry)\".")
            }
            flags[String(entry[..<equals])] = String(entry[entry.index(after: equals)...])
        }
        if let value = arguments[bootstrapServers] { flags["kafka.bootstrap_servers"] = value }
        if let value = arguments[logLevel] { flags["log.level"] = value }
        if let value = arguments[logFormat] { flags["log.format"] = value }
        return ConfigurationSource(file: file, environment: ProcessInfo.processInfo.environment, flags: flags)
    }
}
