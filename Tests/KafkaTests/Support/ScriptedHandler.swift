import Kafka

/// Records all events but ticks, and answers as its test says.
final class ScriptedHandler: ConsumerHandler {
    typealias Message = String
    typealias Script = @Sendable (ConsumerEvent<String>, ConsumerContext) -> Void

    private let events: Recorder<ConsumerEvent<String>>
    private let script: Script

    init(_ events: Recorder<ConsumerEvent<String>>, _ script: @escaping Script = ScriptedHandler.takeAll) {
        self.events = events
        self.script = script
    }

    func handle(_ event: ConsumerEvent<String>, _ consumer: ConsumerContext) {
        script(event, consumer)
        if case .tick = event { return }
        events.append(event)
    }

    /// Takes what is assigned and gives back at once what is revoked.
    static let takeAll: Script = { event, consumer in
        switch event {
        case .assigned(_, let generation): consumer.completeAssignment(generation: generation)
        case .revoked(_, let generation, _): consumer.completeRevoke(generation: generation)
        default: break
        }
    }

    /// Takes what is assigned; what is revoked is given back by the test.
    static let takeAndKeep: Script = { event, consumer in
        if case .assigned(_, let generation) = event { consumer.completeAssignment(generation: generation) }
    }
}

extension Recorder where Element == ConsumerEvent<String> {
    var records: [ConsumerRecord] { elements.flatMap(\.records) }

    func waitForRecords(_ count: Int) async -> [ConsumerRecord] {
        await wait { events in events.reduce(0) { $0 + $1.records.count } >= count }.flatMap(\.records)
    }

    /// The first assignment that isn't empty.
    func firstAssignment(
        after generation: Int = 0, of count: Int? = nil
    ) async -> (partitions: [TopicPartition], generation: Int)? {
        await first { event in
            guard case .assigned(let partitions, let number) = event, !partitions.isEmpty, number > generation,
                partitions.count == count ?? partitions.count
            else {
                return nil
            }
            return (partitions, number)
        }
    }

    func firstRevoke() async -> (partitions: [TopicPartition], generation: Int, isLost: Bool)? {
        await first { event in
            guard case .revoked(let partitions, let number, let lost) = event else { return nil }
            return (partitions, number, lost)
        }
    }

    func firstCommit() async -> CommitResult? {
        await first { event in
            guard case .committed(let result) = event else { return nil }
            return result
        }
    }
}

extension ConsumerEvent {
    var records: [ConsumerRecord] {
        guard case .records(let batch) = self else { return [] }
        return Array(batch)
    }
}
