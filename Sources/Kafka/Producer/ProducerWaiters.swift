/// Who waits for the producer's queue to shrink.
struct ProducerWaiters {
    enum Goal {
        /// Below half of both bounds.
        case space
        /// Empty, or the deadline.
        case empty(ContinuousClock.Instant)
    }

    private struct Waiter {
        var goal: Goal
        var continuation: CheckedContinuation<Void, Never>
    }

    private var waiters: [Int: Waiter] = [:]
    /// Cancelled before they came to wait.
    private var cancelled: Set<Int> = []
    private var lastID = 0
    private var isFinished = false

    mutating func makeID() -> Int {
        lastID += 1
        return lastID
    }

    /// - Returns: false when there is nothing to wait for; the caller then resumes the continuation itself.
    mutating func add(_ id: Int, _ goal: Goal, _ continuation: CheckedContinuation<Void, Never>) -> Bool {
        if isFinished || cancelled.remove(id) != nil { return false }
        waiters[id] = Waiter(goal: goal, continuation: continuation)
        return true
    }

    mutating func cancel(_ id: Int) -> CheckedContinuation<Void, Never>? {
        if let waiter = waiters.removeValue(forKey: id) { return waiter.continuation }
        if !isFinished { cancelled.insert(id) }
        return nil
    }

    /// The id isn't used any more.
    mutating func forget(_ id: Int) {
        cancelled.remove(id)
    }

    /// Those whose goal is reached.
    mutating func reached(
        hasSpace: Bool, isEmpty: Bool, at now: ContinuousClock.Instant
    ) -> [CheckedContinuation<Void, Never>] {
        if waiters.isEmpty { return [] }
        return take { goal in
            switch goal {
            case .space: hasSpace
            case .empty(let deadline): isEmpty || now >= deadline
            }
        }
    }

    /// Everyone; nobody waits from now on.
    mutating func finish() -> [CheckedContinuation<Void, Never>] {
        isFinished = true
        cancelled = []
        return take { _ in true }
    }

    var nextDeadline: ContinuousClock.Instant? {
        waiters.values.compactMap { waiter in
            if case .empty(let deadline) = waiter.goal { deadline } else { nil }
        }.min()
    }

    private mutating func take(_ isReached: (Goal) -> Bool) -> [CheckedContinuation<Void, Never>] {
        var taken: [CheckedContinuation<Void, Never>] = []
        for (id, waiter) in waiters where isReached(waiter.goal) {
            taken.append(waiter.continuation)
            waiters.removeValue(forKey: id)
        }
        return taken
    }
}
