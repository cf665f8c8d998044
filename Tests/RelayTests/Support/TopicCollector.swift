import JSON
import Kafka
import Synchronization

@testable import Relay

/// Collects the records of a topic, and waits for them.
final class TopicCollector: Sendable {
    struct Item: Sendable {
        var partition: Int32
        var offset: Int64
        var key: [UInt8]?
        var value: [UInt8]?
        var headers: [RecordHeader]

        var json: JSONValue? { value.flatMap { try? JSONParser().parse($0) } }

        func header(_ name: String) -> String? {
            headers.last { $0.name == name }?.value.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private struct State {
        var items: [Item] = []
        var waiters: [(isEnough: @Sendable ([Item]) -> Bool, continuation: CheckedContinuation<[Item], Never>)] = []
    }

    private let state: StateBox
    private let consumer: KafkaConsumer<TopicReader>

    private final class StateBox: Sendable {
        let value = Mutex(State())
    }

    init(_ bootstrapServers: String, _ topic: String, partitions: Int) throws {
        let state = StateBox()
        self.state = state
        let properties: KafkaProperties = [
            "bootstrap.servers": bootstrapServers, "fetch.wait.max.ms": "10", "enable.partition.eof": "true",
        ]
        let assignment = ManualAssignment(
            Dictionary(
                uniqueKeysWithValues: (0..<partitions).map {
                    (TopicPartition(topic: topic, partition: Int32($0)), ManualAssignment.Start.beginning)
                }))
        consumer = try KafkaConsumer(properties: properties, assignment: assignment) {
            TopicReader(
                onRecords: { batch in
                    let items = batch.map { record in
                        Item(
                            partition: record.partition, offset: record.offset, key: record.key.map { Array($0) },
                            value: record.value.map { Array($0) },
                            headers: record.headers.map {
                                RecordHeader(name: $0.name, value: $0.value.map { Array($0) })
                            })
                    }
                    let ready = state.value.withLock { state in
                        state.items += items
                        let all = state.items
                        let ready = state.waiters.filter { $0.isEnough(all) }
                        state.waiters.removeAll { $0.isEnough(all) }
                        return (ready, all)
                    }
                    for waiter in ready.0 { waiter.continuation.resume(returning: ready.1) }
                }, onError: { _ in })
        }
    }

    /// Everything collected, once the condition holds of it.
    func wait(until isEnough: @escaping @Sendable ([Item]) -> Bool) async -> [Item] {
        await withCheckedContinuation { continuation in
            let items: [Item]? = state.value.withLock { state in
                if isEnough(state.items) { return state.items }
                state.waiters.append((isEnough, continuation))
                return nil
            }
            if let items { continuation.resume(returning: items) }
        }
    }

    func wait(count: Int) async -> [Item] { await wait { $0.count >= count } }

    var items: [Item] { state.value.withLock { $0.items } }

    func close() async { await consumer.close(deadline: .seconds(1)) }
}
