public import Kafka

/// Properties for each kind of client, from the configuration. What the operator set wins, except where the promises
/// hang on it.
public struct KafkaClients: Sendable {
    let settings: RelayConfiguration

    public init(settings: RelayConfiguration) { self.settings = settings }

    public func consumer(group: String) -> KafkaProperties {
        base(
            [
                ("group.id", group),
                ("session.timeout.ms", milliseconds(settings.kafka.sessionTimeout)),
                // From a commit whose records are gone it goes on with the first that is left.
                ("auto.offset.reset", "earliest"),
                ("partition.assignment.strategy", "range"),
                ("fetch.wait.max.ms", "100"),
                // librdkafka before 2.2 waits a second when this is reached: it must last about that long.
                ("queued.max.messages.kbytes", "12288"),
                // A record that is larger comes all the same, alone (KIP-74).
                ("max.partition.fetch.bytes", "262144"),
                ("fetch.max.bytes", "4194304"),
                ("topic.metadata.refresh.interval.ms", "30000"),
            ], settings.kafka.consumerProperties)
    }

    /// For reading without a group.
    public func reader() -> KafkaProperties {
        base(
            [
                ("enable.partition.eof", "true"), ("fetch.wait.max.ms", "100"),
                ("queued.max.messages.kbytes", "8192"), ("auto.offset.reset", "earliest"),
            ], settings.kafka.consumerProperties)
    }

    /// For reading much at once: as ``reader()``, with room for what comes within the second that librdkafka before 2.2 waits when its
    /// queue is full.
    public func bulkReader() -> KafkaProperties {
        var properties = reader()
        properties["queued.max.messages.kbytes"] = "98304"
        properties["queued.min.messages"] = "1000000"
        properties["max.partition.fetch.bytes"] = "2097152"
        properties["fetch.max.bytes"] = "16777216"
        return properties
    }

    /// - Parameter linger: nil for the configuration's `kafka.linger`.
    public func producer(linger: Duration? = nil) -> KafkaProperties {
        base(
            [
                ("linger.ms", milliseconds(linger ?? settings.kafka.linger)),
                ("message.max.bytes", String(settings.topics.maximumRecordBytes)),
                ("queue.buffering.max.kbytes", "16384"),
                ("queue.buffering.max.messages", "20000"),
                // A record waits for its broker as long as it must: nothing passes without it.
                ("message.timeout.ms", "0"),
            ], settings.kafka.producerProperties)
    }

    public func admin() -> KafkaProperties { base([], []) }

    private func base(
        _ ours: [(String, String)], _ theirs: [(name: String, value: String)]
    ) -> KafkaProperties {
        var properties = KafkaProperties([
            ("bootstrap.servers", settings.kafka.bootstrapServers), ("client.id", "approval-relay"),
        ])
        for (name, value) in ours { properties[name] = value }
        for (name, value) in settings.kafka.properties { properties[name] = value }
        for (name, value) in theirs { properties[name] = value }
        return properties
    }

    private func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
