import ApprovalContract

/// A topic as it should be.
public struct TopicPlan: Sendable, Hashable {
    public var name: String
    /// `nil`: any number will do.
    public var partitions: Int?
    public var settings: [Setting]
    /// Whether the settings are demanded rather than advised.
    public var isOurs: Bool

    public struct Setting: Sendable, Hashable {
        public var name: String
        public var value: String
        /// How a found value is judged.
        public var rule: Rule

        public enum Rule: Sendable, Hashable {
            case equal
            /// A number at least as large; -1 is without bound.
            case atLeast
        }
    }

    /// What a dry run needs: the events, and a topic for its answers.
    public static func ofDryRun(for configuration: RelayConfiguration) -> [TopicPlan] {
        events(of: configuration.topics) + [
            TopicPlan(name: configuration.dryRunTopic, partitions: nil, settings: [], isOurs: true)
        ]
    }

    private static func events(of settings: TopicSettings) -> [TopicPlan] {
        settings.events.filter { !$0.hasPrefix("^") }.map {
            TopicPlan(name: $0, partitions: nil, settings: [], isOurs: false)
        }
    }

    /// The plans for a configuration's topics. Source of the settings: docs/topics.md.
    public static func all(for settings: TopicSettings) -> [TopicPlan] {
        let names = TopicNames(prefix: settings.prefix)
        let days = 86_400_000
        var plans = events(of: settings)
        for commands in names.allCommands {
            plans.append(
                TopicPlan(
                    name: commands.topic, partitions: settings.partitions,
                    settings: [
                        Setting(name: "cleanup.policy", value: "delete", rule: .equal),
                        Setting(name: "retention.ms", value: String(60 * days), rule: .atLeast),
                    ], isOurs: true))
        }
        for lane in Lane.allCases {
            plans.append(
                TopicPlan(
                    name: names.receipts(lane), partitions: settings.partitions,
                    settings: [
                        Setting(name: "cleanup.policy", value: "compact", rule: .equal),
                        Setting(name: "segment.bytes", value: String(64 << 20), rule: .equal),
                        Setting(name: "segment.ms", value: String(3_600_000), rule: .equal),
                        Setting(name: "min.cleanable.dirty.ratio", value: "0.1", rule: .equal),
                        // A record that a former owner wrote too late must not displace the true one before the owner has
                        // written that anew.
                        Setting(name: "min.compaction.lag.ms", value: String(3_600_000), rule: .atLeast),
                    ], isOurs: true))
        }
        plans.append(
            TopicPlan(
                name: names.control, partitions: 1,
                settings: [Setting(name: "cleanup.policy", value: "compact", rule: .equal)], isOurs: true))
        plans.append(TopicPlan(name: names.results, partitions: nil, settings: [], isOurs: true))
        plans.append(
            TopicPlan(
                name: names.deadLetters, partitions: nil,
                settings: [
                    Setting(name: "cleanup.policy", value: "delete", rule: .equal),
                    Setting(name: "retention.ms", value: String(14 * days), rule: .atLeast),
                    Setting(
                        name: "max.message.bytes", value: String(settings.maximumRecordBytes), rule: .atLeast),
                ], isOurs: true))
        plans.append(
            TopicPlan(
                name: names.parked, partitions: settings.partitions,
                settings: [
                    Setting(name: "cleanup.policy", value: "delete", rule: .equal),
                    Setting(name: "retention.ms", value: String(60 * days), rule: .atLeast),
                    Setting(
                        name: "max.message.bytes", value: String(settings.maximumRecordBytes), rule: .atLeast),
                ], isOurs: true))
        return plans
    }
}
