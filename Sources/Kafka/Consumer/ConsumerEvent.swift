/// What a consumer's thread tells its handler.
public enum ConsumerEvent<Message: Sendable>: Sendable {
    /// Fetched records, in the order of each partition.
    case records(RecordBatch)
    /// The group has given these partitions (perhaps none). Nothing is fetched until the handler, now or later, answers
    /// with `completeAssignment(generation:startingAt:)`.
    case assigned([TopicPartition], generation: Int)
    /// The group wants these partitions back. The handler answers, now or later, with `completeRevoke(generation:)`; the
    /// group waits for that, nothing of them is fetched meanwhile, and commits for them are still accepted.
    ///
    /// `lost`: they are gone already (session expired, fenced): commits for them are refused, work on them should stop.
    /// It comes a second time with `lost` and the same generation when that happens while the answer is due.
    case revoked([TopicPartition], generation: Int, lost: Bool)
    /// The answer to a commit.
    case committed(CommitResult)
    case statistics(ConsumerStatistics)
    /// The last record of a partition has been handed over; `offset` is the one that the next record will get. Only
    /// with `enable.partition.eof=true`.
    case endOfPartition(TopicPartition, offset: Int64)
    /// What other threads posted, in that order.
    case messages([Message])
    /// At least every `tickInterval`.
    case tick(ContinuousClock.Instant)
    /// For information: librdkafka goes on by itself. The same error is not repeated within a minute unless something
    /// worked in between.
    case error(KafkaError)
    /// The consumer can't go on and has to be closed.
    case fatal(KafkaError)
    /// `close` was called: no records follow; the last `revoked`, if anything is assigned, does.
    case closing
}
