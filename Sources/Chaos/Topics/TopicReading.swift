import Kafka

/// Reads partitions without a group and hands over what they hold; on the consumer's thread.
final class TopicReading: ConsumerHandler {
    typealias Message = Never

    private let onRecords: (RecordBatch) -> Void

    init(_ onRecords: @escaping (RecordBatch) -> Void) { self.onRecords = onRecords }

    func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
        switch event {
        case .records(let batch): onRecords(batch)
        case .assigned(_, let generation): consumer.completeAssignment(generation: generation)
        case .revoked(_, let generation, _): consumer.completeRevoke(generation: generation)
        case .messages, .tick, .committed, .statistics, .closing, .endOfPartition, .error, .fatal: break
        }
    }
}
