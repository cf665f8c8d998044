import CRdKafka
import Synchronization

/// Steers a consumer from any thread. Each call is carried out on the consumer's thread, in the order of the calls; after
/// the consumer has closed it does nothing.
public final class ConsumerControl: Sendable {
    let handle: ClientHandle
    let commands = Mailbox<ConsumerCommand>()
    let finished = Completion()
    private let lastLoop = Atomic<Int64>(0)
    private let started = ContinuousClock.now

    init(handle: ClientHandle) {
        self.handle = handle
    }

    /// Commits asynchronously; a `committed` event answers. At most one commit is on its way; what comes meanwhile is
    /// merged, the newest offset of each partition.
    ///
    /// - Parameter generation: that of the latest `assigned` or `revoked` event when the work was done. Partitions
    ///   that aren't owned any more, or have been given anew since, are left out and answered with `.illegalGeneration`.
    public func commit(_ offsets: [TopicPartition: CommitOffset], generation: Int) {
        post(.commit(offsets, generation: generation))
    }

    /// Takes up the partitions of an `assigned` event. A stale generation does nothing.
    /// - Parameter startingAt: where to start, for partitions that don't start at their committed offset.
    public func completeAssignment(generation: Int, startingAt: [TopicPartition: Int64]? = nil) {
        post(.completeAssignment(generation: generation, startingAt: startingAt))
    }

    /// Gives up the partitions of a `revoked` event, after the commits asked for before. A stale generation does nothing.
    public func completeRevoke(generation: Int) {
        post(.completeRevoke(generation: generation))
    }

    /// Stops fetching these partitions; repeating it does nothing. Throws away what was prefetched, so pause late and
    /// resume late: at the full and the half of a bound, say, never record by record.
    public func pause(_ partitions: [TopicPartition]) {
        post(.pause(partitions))
    }

    public func resume(_ partitions: [TopicPartition]) {
        post(.resume(partitions))
    }

    /// How long ago the consumer's thread last went round: the measure for a liveness check. It grows while the handler
    /// keeps the thread.
    public var sinceLastPoll: Duration {
        (ContinuousClock.now - started) - .nanoseconds(lastLoop.load(ordering: .relaxed))
    }

    /// What the group has on record, asked from its coordinator.
    public func committed(
        _ partitions: [TopicPartition], timeout: Duration = .seconds(10)
    ) async throws(KafkaError) -> [TopicPartition: CommittedOffset] {
        let handle = self.handle
        return try await SpareThread.run {
            handle.use { client, _ in
                let list = TopicPartitionList(partitions)
                let error = unsafe rd_kafka_committed(client, list.pointer, timeout.milliseconds)
                guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    return .failure(KafkaError(error, doing: "asking for committed offsets"))
                }
                var committed: [TopicPartition: CommittedOffset] = [:]
                for element in list.elements {
                    if let error = element.error { return .failure(error) }
                    committed[element.partition] = CommittedOffset(
                        offset: element.offset >= 0 ? element.offset : nil, metadata: element.metadata)
                }
                return .success(committed)
            } ?? .failure(.closed)
        }
    }

    /// The ends of a partition, asked from its broker.
    public func watermarks(
        _ partition: TopicPartition, timeout: Duration = .seconds(10)
    ) async throws(KafkaError) -> Watermarks {
        let handle = self.handle
        return try await SpareThread.run {
            handle.use { client, _ in
                var low: Int64 = 0
                var high: Int64 = 0
                let error = unsafe rd_kafka_query_watermark_offsets(
                    client, partition.topic, partition.partition, &low, &high, timeout.milliseconds)
                guard error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                    return .failure(KafkaError(error, doing: "asking for watermarks", partition: partition))
                }
                return .success(Watermarks(low: low, high: high))
            } ?? .failure(.closed)
        }
    }

    func post(_ command: ConsumerCommand) {
        if commands.post(command) { handle.wake() }
    }

    func wentRound(at now: ContinuousClock.Instant) {
        let elapsed = (now - started).components
        lastLoop.store(elapsed.seconds &* 1_000_000_000 &+ elapsed.attoseconds / 1_000_000_000, ordering: .relaxed)
    }
}
