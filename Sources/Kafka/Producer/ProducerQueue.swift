import Synchronization

/// What the producer has taken on and not yet reported, and who waits for that to shrink.
final class ProducerQueue: Sendable {
    typealias Acknowledgement = CheckedContinuation<Result<Delivery, KafkaError>, Never>

    /// Tags with this bit belong to `sendAndWait`.
    static let reservedTag: UInt64 = 1 << 63

    private let records = Atomic<Int>(0)
    private let bytes = Atomic<Int>(0)
    private let maximumRecords: Int
    private let maximumBytes: Int
    private let lastTag = Atomic<UInt64>(0)
    private let waiters = Mutex(ProducerWaiters())
    private let acknowledgements = Mutex<[UInt64: Acknowledgement]>([:])
    let closeDeadline = Mutex<ContinuousClock.Instant?>(nil)

    /// - Parameters: librdkafka's own bounds; 0 records means no bound.
    init(maximumRecords: Int, maximumBytes: Int) {
        self.maximumRecords = maximumRecords > 0 ? maximumRecords : .max
        self.maximumBytes = maximumBytes > 0 ? maximumBytes : .max
    }

    var count: Int { records.load(ordering: .relaxed) }

    var hasSpace: Bool {
        records.load(ordering: .relaxed) < max(maximumRecords / 2, 1)
            && bytes.load(ordering: .relaxed) < max(maximumBytes / 2, 1)
    }

    func add(_ size: Int) {
        records.add(1, ordering: .relaxed)
        bytes.add(size, ordering: .relaxed)
    }

    func remove(_ count: Int, _ size: Int) {
        records.subtract(count, ordering: .relaxed)
        bytes.subtract(size, ordering: .relaxed)
    }

    // MARK: Acknowledgements

    func makeTag() -> UInt64 {
        (lastTag.add(1, ordering: .relaxed).newValue & ~Self.reservedTag) | Self.reservedTag
    }

    func await(_ tag: UInt64, _ acknowledgement: Acknowledgement) {
        acknowledgements.withLock { $0[tag] = acknowledgement }
    }

    func takeAcknowledgement(_ tag: UInt64) -> Acknowledgement? {
        acknowledgements.withLock { $0.removeValue(forKey: tag) }
    }

    // MARK: Waiting

    /// Suspends until the goal is reached, the producer is closed or, for space, the task is cancelled.
    /// - Parameter registered: called when somebody waits, so that the thread takes note of the deadline.
    func wait(for goal: ProducerWaiters.Goal, registered: @Sendable () -> Void) async {
        let id = waiters.withLock { $0.makeID() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isWaiting = waiters.withLock { $0.add(id, goal, continuation) }
                if isWaiting { registered() } else { continuation.resume() }
            }
        } onCancel: {
            waiters.withLock { $0.cancel(id) }?.resume()
        }
        waiters.withLock { $0.forget(id) }
    }

    /// Resumes those whose goal is reached; called on the producer's thread.
    func resumeWaiters(at now: ContinuousClock.Instant) {
        let reached = waiters.withLock { $0.reached(hasSpace: hasSpace, isEmpty: count == 0, at: now) }
        for waiter in reached { waiter.resume() }
    }

    var nextDeadline: ContinuousClock.Instant? {
        let flush = waiters.withLock { $0.nextDeadline }
        let close = closeDeadline.withLock { $0 }
        guard let flush, let close else { return flush ?? close }
        return min(flush, close)
    }

    /// Nothing more will be reported.
    func finish() {
        for waiter in waiters.withLock({ $0.finish() }) { waiter.resume() }
        let left = acknowledgements.withLock { acknowledgements in
            defer { acknowledgements = [:] }
            return acknowledgements
        }
        for acknowledgement in left.values { acknowledgement.resume(returning: .failure(.closed)) }
    }
}
