public import Kafka

/// Reads partitions without a group and hands over what they hold; on the consumer's thread.
public final class TopicReader: ConsumerHandler {
    public typealias Message = Never

    private let onRecords: @Sendable (RecordBatch) -> Void
    private let onEnd: @Sendable (TopicPartition, Int64) -> Void
    private let onError: @Sendable (KafkaError) -> Void

    /// - Parameter onEnd: told each time a partition's end is reached, with the next offset.
    public init(
        onRecords: @escaping @Sendable (RecordBatch) -> Void,
        onEnd: @escaping @Sendable (TopicPartition, Int64) -> Void = { _, _ in },
        onError: @escaping @Sendable (KafkaError) -> Void
    ) {
        self.onRecords = onRecords
        self.onEnd = onEnd
        self.onError = onError
    }

    public func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
        switch event {
        case .records(let batch): onRecords(batch)
        case .endOfPartition(let partition, let offset): onEnd(partition, offset)
        case .assigned(_, let generation): consumer.completeAssignment(generation: generation)
        case .revoked(_, let generation, _): consumer.completeRevoke(generation: generation)
        case .error(let error), .fatal(let error): onError(error)
        case .messages, .tick, .committed, .statistics, .closing: break
        }
    }
}
