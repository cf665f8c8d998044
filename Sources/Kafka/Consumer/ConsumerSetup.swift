import CRdKafka
import Synchronization

/// The checks and defaults of a consumer's properties.
enum ConsumerSetup {
    static let defaults: KafkaProperties = [
        "enable.auto.commit": "false",
        "enable.auto.offset.store": "false",
        "partition.assignment.strategy": "range,roundrobin",
        "auto.offset.reset": "earliest",
        "queued.max.messages.kbytes": "16384",
        "statistics.interval.ms": "5000",
    ]

    static let events =
        RD_KAFKA_EVENT_FETCH | RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_OFFSET_COMMIT | RD_KAFKA_EVENT_ERROR
        | RD_KAFKA_EVENT_STATS | RD_KAFKA_EVENT_LOG

    static func makeControl(
        _ properties: KafkaProperties, _ options: ConsumerOptions
    ) throws(KafkaError) -> ConsumerControl {
        var properties = defaults.merging(properties)
        for name in ["enable.auto.commit", "enable.auto.offset.store"] where properties[name] != "false" {
            throw KafkaError(
                .invalidArgument,
                "\(name) must be false: offsets are committed when their records are done, not when they are fetched",
                property: name)
        }
        try checkAssignor(properties["partition.assignment.strategy"] ?? "")
        properties["log.queue"] = "true"
        let tokens = options.tokenProvider == nil ? 0 : RD_KAFKA_EVENT_OAUTHBEARER_TOKEN_REFRESH
        let handle = try ClientHandle(.consumer, properties, events: events | tokens)
        handle.givesMemoryBack.store(options.givesMemoryBack, ordering: .relaxed)
        return ConsumerControl(handle: handle)
    }

    private static func checkAssignor(_ strategies: String) throws(KafkaError) {
        guard strategies.contains("cooperative"), !LibraryVersion.hasSafeCooperativeRebalance else { return }
        throw KafkaError(
            .invalidArgument,
            "partition.assignment.strategy \"\(strategies)\" needs librdkafka 2.4.0 or newer, this is "
                + "\(LibraryVersion.text): closing in mid-rebalance could abort the process. Use \"range,roundrobin\".",
            property: "partition.assignment.strategy")
    }
}

extension ManualAssignment.Start {
    /// librdkafka's number for it.
    var offset: Int64 {
        switch self {
        case .beginning: Int64(RD_KAFKA_OFFSET_BEGINNING)
        case .end: Int64(RD_KAFKA_OFFSET_END)
        case .offset(let offset): max(offset, 0)
        case .last(let count): Int64(RD_KAFKA_OFFSET_TAIL_BASE) - max(count, 0)
        }
    }
}
