import Foundation
import Glibc
import Kafka
import Synchronization

/// The Kafka traffic of a relay without the relay: events read at a given rate, for each of them a command of the usual size
/// written and read again, and for each command a result and a receipt written. What else runs on the machine meanwhile has
/// what a relay would leave it.
///
/// Prints, ten times a second, µs since 1970 and how many commands were read until then. Runs until it is told to end.
struct KafkaTraffic {
    private let cluster: KafkaCluster
    private let events: String
    private let prefix: String
    private let rate: Int
    private let sizes: [Int]

    /// The options by which the benchmark starts it.
    static func arguments(
        _ cluster: KafkaCluster, events: String, prefix: String, rate: Int, sizes: [Int]
    ) -> [String] {
        [
            "kafka-traffic", "--bootstrap", cluster.bootstrap, "--events", events, "--prefix", prefix, "--rate",
            "\(rate)",
            "--sizes", sizes.map { String($0) }.joined(separator: ","),
        ]
    }

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        cluster = KafkaCluster(bootstrap: options.text("bootstrap", default: ""))
        events = options.text("events", default: "")
        prefix = options.text("prefix", default: "")
        rate = try options.number("rate", default: 1000, in: 1...1_000_000)
        sizes = options.text("sizes", default: "").split(separator: ",").compactMap { Int($0) }
        guard sizes.count == 3, sizes.allSatisfy({ (1...900_000).contains($0) }) else {
            throw BenchmarkError("--sizes: expected those of a command, a result and a receipt, with commas")
        }
    }

    private final class Counts: Sendable {
        let read = Atomic<Int>(0)
    }

    /// Writes records of one size for each record read; never faster than the rate, if there is one.
    private final class Copier: ConsumerHandler {
        private let producer: KafkaProducer
        private let outputs: [(topic: String, value: [UInt8])]
        private let rate: Int?
        private let counts: Counts?
        private var count = 0
        private let start = ContinuousClock.now

        init(_ producer: KafkaProducer, _ outputs: [(topic: String, value: [UInt8])], rate: Int?, _ counts: Counts?) {
            self.producer = producer
            self.outputs = outputs
            self.rate = rate
            self.counts = counts
        }

        func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
            guard case .records(let batch) = event else { return }
            for record in batch {
                count += 1
                if let rate {
                    while start.duration(to: .now) < .seconds(1) * count / rate { usleep(500) }
                }
                for output in outputs { write(output, key: record.key.map { Array($0) }) }
            }
            counts?.read.store(count, ordering: .relaxed)
        }

        private func write(_ output: (topic: String, value: [UInt8]), key: [UInt8]?) {
            let record = ProducerRecord(topic: output.topic, key: key, value: output.value)
            while true {
                do throws(KafkaError) { return try producer.send(record, tag: 0) } catch {
                    guard error.code == .queueFull else { return }
                    usleep(1000)
                }
            }
        }
    }

    func run() async throws {
        func value(_ index: Int) -> [UInt8] { [UInt8](repeating: 0x61, count: sizes[index]) }
        let (commands, results, receipts) = ("\(prefix)-commands", "\(prefix)-results", "\(prefix)-receipts")
        for topic in [commands, results, receipts] { try await cluster.createTopic(topic, partitions: 12) }
        func producer(_ linger: Int) throws -> KafkaProducer {
            try KafkaProducer(properties: cluster.properties([("linger.ms", "\(linger)")]))
        }
        let counts = Counts()
        func copy(_ topic: String, _ copier: @escaping @Sendable () -> Copier) async throws -> KafkaConsumer<Copier> {
            let count = try await cluster.partitionCount(topic) ?? 0
            let partitions = (0..<count).map { TopicPartition(topic: topic, partition: Int32(clamping: $0)) }
            return try KafkaConsumer(
                properties: cluster.properties([("queued.max.messages.kbytes", "16384")]),
                assignment: ManualAssignment(Dictionary(uniqueKeysWithValues: partitions.map { ($0, .beginning) })),
                makeHandler: copier)
        }
        let (first, second) = (try producer(1), try producer(10))
        let rate = self.rate
        let outputs = [(topic: results, value: value(1)), (topic: receipts, value: value(2))]
        let command = [(topic: commands, value: value(0))]
        let execute = try await copy(commands) { Copier(second, outputs, rate: nil, counts) }
        let route = try await copy(events) { Copier(first, command, rate: rate, nil) }
        while true {
            let line = "\(BackgroundProcess.now()) \(counts.read.load(ordering: .relaxed))\n"
            FileHandle.standardOutput.write(Data(line.utf8))
            try await Task.sleep(for: .milliseconds(100))
            _ = (execute, route)
        }
    }
}
