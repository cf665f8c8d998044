/// All keys, in the order of documentation and example.
enum ConfigurationTable {
    static let keys: [ConfigurationKey<RelayConfiguration>] =
        processKeys + kafkaKeys + topicKeys + feishuKeys + stageKeys + endingKeys

    /// Sections with a line of help, in order.
    static let sections: [(path: String, help: String)] = [
        ("kafka", "How to reach the brokers."),
        ("topics", "Names, counts, and who may answer where."),
        ("feishu", "Where Feishu is and who the relay is there."),
        (
            "quota",
            "Calls that all processes of the group together may make, for each app and API; the same in all of them."
        ),
        ("execute", "How commands are carried out."),
        (
            "execute.dead_letter_credit",
            "When a definition pauses instead of filling the dead letters (see operations.md)."
        ),
        (
            "execute.confirm",
            "Syncs that Feishu may have dropped in silence: it is asked whether it has them, and what it lacks is sent once more."
        ),
        ("execute.retry", "Failed calls: exponential backoff with full jitter."),
        ("route", "How events become commands."),
        ("dry_run", "Trying an upstream beside a relay that runs (see operations.md)."),
        ("shutdown", "How long a stop may take."),
        ("operations", "The port with /livez, /readyz and /metrics."),
        ("log", "What the process writes to its standard error."),
    ]

    static let byPath = Dictionary(keys.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    static let sectionPaths = Set(sections.map(\.path))

    /// Of the variables that set keys.
    static let environmentPrefix = "APPROVAL_RELAY_"

    static func environmentName(_ path: String) -> String {
        environmentPrefix
            + path.map { $0 == "." || $0 == "-" ? "_" : $0.uppercased() }.joined()
    }

    /// Variables with our prefix that aren't keys.
    static let otherVariables: Set<String> = [environmentPrefix + "CONFIG"]
}
