import JSON
import Kafka
import Synchronization

/// Reads a topic from beginning to end, to see what a run left in it.
struct TopicScan: Sendable {
    struct Totals: Sendable {
        var records = 0
        var bytes = 0
        /// The records' own times, ms since 1970.
        var first = Int64.max
        var last = Int64.min
        /// By the CloudEvents `type`, or "command" for what has none.
        var types: [String: Int] = [:]
    }

    private final class Shared: Sendable {
        let totals = Mutex(Totals())
        let open: Mutex<Set<TopicPartition>>
        let failure = Mutex<KafkaError?>(nil)

        init(_ partitions: some Sequence<TopicPartition>) { open = Mutex(Set(partitions)) }
    }

    private final class Reader: ConsumerHandler {
        private let shared: Shared
        private let since: Int64
        private let parser = JSONParser()

        init(_ shared: Shared, since: Int64) {
            self.shared = shared
            self.since = since
        }

        func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
            switch event {
            case .records(let batch):
                var types: [(String, Int64, Int)] = []
                for record in batch {
                    guard let value = record.value, let time = record.timestampMilliseconds, time >= since else {
                        continue
                    }
                    let root = try? parser.parse(value)
                    types.append((root?["type"]?.stringValue ?? "command", time, record.byteCount))
                }
                shared.totals.withLock { totals in
                    for (type, time, size) in types {
                        totals.records += 1
                        totals.bytes += size
                        totals.first = min(totals.first, time)
                        totals.last = max(totals.last, time)
                        totals.types[type, default: 0] += 1
                    }
                }
            case .endOfPartition(let partition, _): shared.open.withLock { _ = $0.remove(partition) }
            case .fatal(let error): shared.failure.withLock { $0 = error }
            default: break
            }
        }
    }

    /// - Parameter since: ms since 1970; older records don't count.
    static func read(_ cluster: KafkaCluster, _ topic: String, since: Int64) async throws -> Totals {
        let count = try await cluster.partitionCount(topic) ?? 0
        let partitions = (0..<count).map { TopicPartition(topic: topic, partition: Int32(clamping: $0)) }
        let shared = Shared(partitions)
        guard !partitions.isEmpty else { return Totals() }
        let consumer = try KafkaConsumer(
            properties: cluster.properties([("enable.partition.eof", "true")]),
            assignment: ManualAssignment(Dictionary(uniqueKeysWithValues: partitions.map { ($0, .beginning) }))
        ) { Reader(shared, since: since) }
        let deadline = ContinuousClock.now + .seconds(120)
        while !shared.open.withLock({ $0.isEmpty }), ContinuousClock.now < deadline {
            if let failure = shared.failure.withLock({ $0 }) { throw failure }
            try await Task.sleep(for: .milliseconds(20))
        }
        await consumer.close(deadline: .seconds(2))
        guard shared.open.withLock({ $0.isEmpty }) else { throw BenchmarkError("\(topic) can't be read to its end") }
        return shared.totals.withLock { $0 }
    }
}
