/// A ``ConsumerEvent`` that doesn't depend on the handler's messages.
enum EngineEvent {
    case records(RecordBatch)
    case assigned([TopicPartition], generation: Int)
    case revoked([TopicPartition], generation: Int, lost: Bool)
    case committed(CommitResult)
    case statistics(ConsumerStatistics)
    case endOfPartition(TopicPartition, offset: Int64)
    case error(KafkaError)
    case fatal(KafkaError)
    case closing

    func event<Message>(_: Message.Type) -> ConsumerEvent<Message> {
        switch self {
        case .records(let batch): .records(batch)
        case .assigned(let partitions, let generation): .assigned(partitions, generation: generation)
        case .revoked(let partitions, let generation, let lost):
            .revoked(partitions, generation: generation, lost: lost)
        case .committed(let result): .committed(result)
        case .statistics(let statistics): .statistics(statistics)
        case .endOfPartition(let partition, let offset): .endOfPartition(partition, offset: offset)
        case .error(let error): .error(error)
        case .fatal(let error): .fatal(error)
        case .closing: .closing
        }
    }
}
