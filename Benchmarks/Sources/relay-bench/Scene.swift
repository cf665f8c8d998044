/// What a benchmark of the whole relay runs on: Kafka, the target, topics of its own.
struct Scene {
    let cluster: KafkaCluster
    let target: CountingTarget
    private(set) var prefix: String
    private var groupPrefix: String

    init() async throws {
        cluster = try await KafkaCluster.start()
        target = try CountingTarget()
        // On a Kafka that others use, our topics must not be theirs.
        prefix = cluster.isOurs ? "approval" : "bench-\(cluster.unique)"
        groupPrefix = "bench-\(cluster.unique)"
        MachineFacts.print(kafka: cluster)
    }

    /// The same Kafka and target, with topics and groups of its own.
    func part(_ name: String) -> Scene {
        var part = self
        part.prefix += "-\(name)"
        part.groupPrefix += "-\(name)"
        return part
    }

    var results: String { "\(prefix).results" }
    var instanceCommands: String { "\(prefix).commands.instance" }
    var instanceReceipts: String { "\(prefix).receipts.instance" }

    func makeEvents(_ name: String, partitions: Int) async throws -> String {
        let topic = "\(prefix).events-\(cluster.unique)-\(name)"
        try await cluster.createTopic(topic, partitions: partitions)
        return topic
    }

    func relaySettings(events: String) -> RelayRun.Settings {
        RelayRun.Settings(eventsTopic: events, prefix: prefix, groupPrefix: groupPrefix)
    }

    func close() async throws {
        try await target.close()
        Cleanup.run()
    }
}
