import ApprovalContract
import FeishuSimulator
import Foundation
import JSON
import Kafka
import Observability
import Synchronization
import Testing

@testable import Relay

/// Topics and groups of a test's own on a real Kafka, a simulated Feishu, and relays on both.
final class RealKafkaHarness: Sendable {
    let cluster: KafkaCluster
    let settings: RelayConfiguration
    let names: TopicNames
    let simulator: FeishuSimulator
    let producer: KafkaProducer
    let admin: KafkaAdmin
    let log = InMemoryLog(level: .debug)

    private let relays = Mutex<[RelayProcess]>([])
    private let collectors = Mutex<[String: TopicCollector]>([:])

    var events: String { settings.topics.events[0] }

    /// Runs a test, and ends all that it has begun.
    ///
    /// - Parameters:
    ///   - topic: the beginning of the names of its topics and groups; made unique.
    ///   - creates: whether the topics are there when the test begins.
    static func run(
        _ topic: String, partitions: Int = 3, creates: Bool = true,
        change: (inout RelayConfiguration) -> Void = { _ in },
        _ test: (RealKafkaHarness) async throws -> Void
    ) async throws {
        let cluster = try await KafkaCluster.shared()
        let harness = try RealKafkaHarness(cluster, topic, partitions: partitions, change: change)
        do {
            if creates { try await harness.createTopics() }
            try await test(harness)
        } catch {
            await harness.stop()
            throw error
        }
        await harness.stop()
    }

    private init(
        _ cluster: KafkaCluster, _ topic: String, partitions: Int, change: (inout RelayConfiguration) -> Void
    ) throws {
        self.cluster = cluster
        let unique = "test-\(topic)-\(UUID().uuidString.prefix(8).lowercased())"
        var configuration = RelayConfiguration()
        configuration.kafka.bootstrapServers = cluster.bootstrapServers
        configuration.kafka.groupPrefix = unique
        configuration.kafka.commitInterval = .milliseconds(100)
        configuration.topics.prefix = unique
        configuration.topics.events = [unique + ".events"]
        configuration.topics.partitions = partitions
        configuration.topics.creates = true
        configuration.quota.perSecond = 0
        configuration.quota.perMinute = 0
        var app = AppSettings()
        app.appID = "cli_simulator"
        app.appSecret = Secret("simulator-secret")
        configuration.feishu.apps = [app]
        change(&configuration)
        var simulatorConfiguration = SimulatorConfiguration()
        simulatorConfiguration.settings.defaultRateLimit = .none
        simulator = try FeishuSimulator(simulatorConfiguration)
        configuration.feishu.baseURL = simulator.baseURL
        settings = configuration
        names = TopicNames(prefix: configuration.topics.prefix)
        let properties: KafkaProperties = ["bootstrap.servers": cluster.bootstrapServers]
        producer = try KafkaProducer(
            properties: properties.merging(["linger.ms": "2", "message.max.bytes": "2000000"]))
        admin = try KafkaAdmin(properties: properties)
    }

    private func stop() async {
        for relay in relays.withLock({ $0 }) { await relay.stop() }
        for collector in collectors.withLock({ Array($0.values) }) { await collector.close() }
        await producer.close(deadline: .seconds(1))
        await admin.close()
        simulator.stop()
    }

    // MARK: Topics

    /// Creates what the relay would create.
    func createTopics() async throws {
        let (layout, findings) = try await TopicPreparer(settings, admin: admin).prepare(creating: true)
        _ = try #require(layout, "\(findings)")
    }

    /// Creates the topics whose plans the closure lets pass, as it leaves them, and waits until they are known.
    func createTopics(_ choose: (inout TopicPlan) -> Bool) async throws {
        var topics: [NewTopic] = []
        for var plan in TopicPlan.all(for: settings.topics) where choose(&plan) {
            topics.append(NewTopic(name: plan.name, partitions: plan.partitions ?? settings.topics.partitions))
        }
        for (topic, answer) in try await admin.createTopics(topics) {
            if case .failure(let error) = answer { Issue.record("\(topic): \(error)") }
        }
        let created = topics.map(\.name)
        try await until {
            let found = try await self.admin.describeTopics(created)
            return created.allSatisfy { found[$0]?.exists ?? false }
        }
    }

    /// Has retention delete all that the only partition of a topic holds.
    ///
    /// - Returns: the first offset that is left.
    func expire(_ topic: String) async throws -> Int64 {
        try await ask { consumer in
            let place = TopicPartition(topic: topic, partition: 0)
            let end = try await consumer.watermarks(place).high
            try await self.cluster.configure(topic, "retention.ms=1")
            try await self.until { try await consumer.watermarks(place).low >= end }
            try await self.cluster.configure(topic, "retention.ms=86400000")
            return end
        }
    }

    /// The offset that a group has committed of a partition.
    func committed(_ group: String, _ partition: TopicPartition) async throws -> Int64? {
        try await ask(group) { try await $0.committed([partition])[partition]?.offset }
    }

    /// Asks as a group, without joining it.
    private func ask<Answer>(
        _ group: String = "nobody", _ question: (ConsumerControl) async throws -> Answer
    ) async throws -> Answer {
        let consumer = try KafkaConsumer(
            properties: ["bootstrap.servers": cluster.bootstrapServers, "group.id": group],
            assignment: ManualAssignment([TopicPartition(topic: events, partition: 0): .end])
        ) { TopicReader(onRecords: { _ in }, onError: { _ in }) }
        do {
            let answer = try await question(consumer.control)
            await consumer.close(deadline: .seconds(1))
            return answer
        } catch {
            await consumer.close(deadline: .seconds(1))
            throw error
        }
    }

    /// Waits for what tells nobody when it comes about.
    func until(_ condition: () async throws -> Bool) async throws {
        while try await !condition() { try await ContinuousClock().sleep(for: .milliseconds(20)) }
    }

    // MARK: Relays

    func makeRelay(_ registry: MetricsRegistry = MetricsRegistry()) throws -> RelayProcess {
        let relay = try RelayProcess(
            settings, log: Logger("relay", log), registry: registry,
            whenFailed: { Issue.record("the relay can't go on: \($0)") })
        relays.withLock { $0.append(relay) }
        return relay
    }

    @discardableResult
    func startRelay(_ registry: MetricsRegistry = MetricsRegistry()) async throws -> RelayProcess {
        let relay = try makeRelay(registry)
        try await relay.start()
        return relay
    }

    // MARK: Records

    @discardableResult
    func publish(
        _ value: [UInt8]?, key: [UInt8]? = nil, headers: [RecordHeader] = [], partition: Int32? = nil
    ) async throws -> (partition: Int32, offset: Int64) {
        try await producer.sendAndWait(
            ProducerRecord(topic: events, partition: partition, key: key, value: value, headers: headers))
    }

    @discardableResult
    func publish(
        _ text: String, key: String? = nil, headers: [RecordHeader] = [], partition: Int32? = nil
    ) async throws -> (partition: Int32, offset: Int64) {
        try await publish(
            Array(text.utf8), key: key.map { Array($0.utf8) }, headers: headers, partition: partition)
    }

    /// Publishes the definition that all instances here belong to.
    func publishDefinition() async throws {
        try await publish(SampleEvents.definition(), key: "purchase")
    }

    /// Puts a receipt in the place of its key, as whoever wrote it.
    func write(_ receipt: Receipt, _ key: String, _ lane: Lane) async throws {
        var writer = JSONWriter()
        receipt.write(to: &writer)
        try await write(writer.bytes(), key, lane)
    }

    /// - Parameter value: `nil` removes the key.
    func write(_ value: [UInt8]?, _ key: String, _ lane: Lane) async throws {
        _ = try await producer.sendAndWait(
            ProducerRecord(
                topic: names.receipts(lane), partition: partition(of: key), key: Array(key.utf8), value: value))
    }

    /// Where a key's commands and receipts are.
    func partition(of key: String) -> Int32 {
        let bytes = Array(key.utf8)
        return Murmur2.partition(forKey: bytes.span, count: Int32(settings.topics.partitions))
    }

    /// What is in a topic, once it is enough.
    func records(
        of topic: String, until isEnough: @escaping @Sendable ([TopicCollector.Item]) -> Bool
    ) async throws -> [TopicCollector.Item] {
        let collector = try collector(topic)
        let found = Watched<[TopicCollector.Item]?>(nil)
        Task {
            let items = await collector.wait(until: isEnough)
            found.update { $0 = items }
        }
        return try await found.wait { $0 != nil } ?? []
    }

    func answers(_ count: Int) async throws -> [TopicCollector.Item] {
        try await records(of: names.results) { $0.count >= count }
    }

    func deadLetters(_ count: Int) async throws -> [TopicCollector.Item] {
        try await records(of: names.deadLetters) { $0.count >= count }
    }

    /// All that is in a topic now: marks its partitions and reads up to the marks.
    func everything(in topic: String) async throws -> [TopicCollector.Item] {
        let mark = Array(UUID().uuidString.utf8)
        let count = settings.topics.partitions
        for partition in 0..<count {
            _ = try await producer.sendAndWait(
                ProducerRecord(
                    topic: topic, partition: Int32(partition), key: mark, value: nil,
                    headers: [RecordHeader(name: "test-mark", value: nil)]))
        }
        // The owner of a partition of receipts writes the key of a foreign record, as the mark is one, anew.
        return try await records(of: topic) { Set($0.filter { $0.key == mark }.map(\.partition)).count == count }
            .filter { $0.key != mark }
    }

    private func collector(_ topic: String) throws -> TopicCollector {
        try collectors.withLock { collectors in
            if let known = collectors[topic] { return known }
            let new = try TopicCollector(
                cluster.bootstrapServers, topic, partitions: topic == names.control ? 1 : settings.topics.partitions)
            collectors[topic] = new
            return new
        }
    }
}

extension TopicCollector.Item {
    var id: String? { json?["id"]?.stringValue }
    /// Feishu took it, by itself or with a later one.
    var isDone: Bool { outcome == "applied" || outcome == "superseded" }
    var outcome: String? { json?["data"]?["outcome"]?.stringValue }
    var reason: String? { json?["data"]?["reason"]?["code"]?.stringValue }
    var kind: String? { json?["data"]?["command"]?["kind"]?.stringValue }
    var eventID: String? { json?["data"]?["event"]?["id"]?.stringValue }
    var eventOffset: Int64? { json?["data"]?["event"]?["offset"]?.int64 }
}
