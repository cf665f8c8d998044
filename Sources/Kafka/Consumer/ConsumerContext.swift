/// A consumer as its handler sees it, on the consumer's thread: each call takes effect at once.
///
/// Valid only within a call of the handler, and not `Sendable`: hand ``control`` to others.
public final class ConsumerContext {
    private let engine: ConsumerEngine
    /// The same consumer, for other threads.
    public let control: ConsumerControl

    init(engine: ConsumerEngine) {
        self.engine = engine
        self.control = engine.control
    }

    /// The number of the latest rebalance; 0 before the first.
    public var generation: Int { engine.tracker.generation }

    /// The partitions that have been taken up and not yet given up.
    public var assignment: Set<TopicPartition> { Set(engine.tracker.owned.keys) }

    public var paused: Set<TopicPartition> { engine.paused }

    /// As ``ConsumerControl/commit(_:generation:)``.
    public func commit(_ offsets: [TopicPartition: CommitOffset], generation: Int) {
        engine.commit(offsets, generation: generation)
    }

    /// As ``ConsumerControl/completeAssignment(generation:startingAt:)``.
    public func completeAssignment(generation: Int, startingAt: [TopicPartition: Int64]? = nil) {
        engine.completeAssignment(generation: generation, startingAt: startingAt)
    }

    /// As ``ConsumerControl/completeRevoke(generation:)``.
    public func completeRevoke(generation: Int) {
        engine.completeRevoke(generation: generation)
    }

    /// As ``ConsumerControl/pause(_:)``.
    public func pause(_ partitions: [TopicPartition]) {
        engine.pause(partitions)
    }

    /// As ``ConsumerControl/resume(_:)``.
    public func resume(_ partitions: [TopicPartition]) {
        engine.resume(partitions)
    }
}
