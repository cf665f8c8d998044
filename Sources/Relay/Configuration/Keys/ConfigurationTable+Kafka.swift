extension ConfigurationTable {
    static let processKeys: [ConfigurationKey<RelayConfiguration>] = [
        ConfigurationKey("roles", .roles(\.roles), "Stages that this process runs."),
        ConfigurationKey("source", .text(\.source), "`source` of the results' CloudEvents."),
    ]

    static let kafkaKeys: [ConfigurationKey<RelayConfiguration>] = [
        ConfigurationKey(
            "kafka.bootstrap_servers", .text(\.kafka.bootstrapServers),
            "Required. Brokers to begin with: host:port, comma-separated.", example: "localhost:9092"),
        ConfigurationKey(
            "kafka.group_prefix", .text(\.kafka.groupPrefix),
            "The consumer groups are `<prefix>.route` and `<prefix>.execute`, in a dry run `<prefix>.dry-run` alone."),
        ConfigurationKey(
            "kafka.session_timeout", .duration(\.kafka.sessionTimeout, in: .seconds(1) ... .seconds(1800)),
            "A member that isn't heard for so long is out of its group."),
        ConfigurationKey(
            "kafka.commit_interval", .duration(\.kafka.commitInterval, in: .milliseconds(10) ... .seconds(60)),
            "How often offsets are committed."),
        ConfigurationKey(
            "kafka.linger", .duration(\.kafka.linger, in: .zero ... .seconds(10)),
            "How long a command may wait for others to share a request."),
        ConfigurationKey(
            "kafka.answer_linger", .duration(\.kafka.answerLinger, in: .zero ... .seconds(10)),
            "The same for what execution writes: results, receipts, dead letters. Larger batches spare brokers and relay."
        ),
        ConfigurationKey(
            "kafka.properties", .properties(\.kafka.properties),
            "Any property of librdkafka's for every client (TLS, SASL, OAUTHBEARER).",
            example: "{security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512}", privacy: .properties),
        ConfigurationKey(
            "kafka.consumer_properties", .properties(\.kafka.consumerProperties),
            "The same for consumers alone.", example: "{fetch.min.bytes: 1024}", privacy: .properties),
        ConfigurationKey(
            "kafka.producer_properties", .properties(\.kafka.producerProperties),
            "The same for producers alone.", example: "{compression.type: lz4}", privacy: .properties),
    ]

    static let topicKeys: [ConfigurationKey<RelayConfiguration>] = [
        ConfigurationKey(
            "topics.events", .list(\.topics.events),
            "Topics of upstream events: names, or patterns that begin with ^."),
        ConfigurationKey(
            "topics.prefix", .text(\.topics.prefix),
            "Beginning of the relay's own topics: `<prefix>.commands.instance`, `<prefix>.results`…"),
        ConfigurationKey(
            "topics.create", .boolean(\.topics.creates), "Whether missing topics are created at start."),
        ConfigurationKey(
            "topics.partitions", .integer(\.topics.partitions, in: 1...10_000),
            "Partitions of topics that are created."),
        ConfigurationKey(
            "topics.replication_factor", .integer(\.topics.replicationFactor, in: -1...1000),
            "Replicas of topics that are created; -1 for the broker's default."),
        ConfigurationKey(
            "topics.events_from", .choice(\.topics.eventsFrom, of: ["earliest", "latest"]),
            "Where a group without committed offsets begins to read events."),
        ConfigurationKey(
            "topics.reply_allowed", .list(\.topics.replyAllowed),
            "Topics that an event may name in `replyto`: a name, or a beginning and *.", example: "[\"oa.replies.*\"]"),
        ConfigurationKey(
            "topics.reply_by_source", .replyRules(\.topics.replyBySource),
            "Reply topic of the events of a source (its name, or a beginning and *); the first that matches wins.",
            example: "[{source: \"/oa/*\", topic: oa.approval.results}]"),
        ConfigurationKey(
            "topics.maximum_event_bytes", .integer(\.topics.maximumEventBytes, in: 1024...900_000_000),
            "The largest record of the events topics; dead letters take 64 KiB more."),
    ]

    /// Fields of an entry of `topics.reply_by_source`.
    static let replyRuleKeys: [ConfigurationKey<ReplyRule>] = [
        ConfigurationKey(
            "source", .text(\.source), "An event's `source`, or its beginning and *.", example: "\"/oa/*\""),
        ConfigurationKey("topic", .text(\.topic), "Where its results go.", example: "oa.approval.results"),
    ]
}
