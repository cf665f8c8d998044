/// What other threads ask of a consumer's thread.
enum ConsumerCommand: Sendable {
    case commit([TopicPartition: CommitOffset], generation: Int)
    case completeAssignment(generation: Int, startingAt: [TopicPartition: Int64]?)
    case completeRevoke(generation: Int)
    case pause([TopicPartition])
    case resume([TopicPartition])
    case close(ContinuousClock.Instant)
}
