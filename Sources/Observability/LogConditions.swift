import Synchronization

/// A ``LogThrottle`` that loggers on several threads share, on the real clock.
final class LogConditions: Sendable {
    private let throttle = Mutex(LogThrottle())
    private let start = ContinuousClock.now
    /// Lets the usual call of ``recovered(_:)``, when all is well, pass without the lock.
    private let count = Atomic(0)

    func occurred(_ key: String, state: String) -> LogThrottle.Decision {
        throttle.withLock { throttle in
            defer { count.store(throttle.count, ordering: .relaxed) }
            return throttle.occurred(key, state: state, at: now())
        }
    }

    func recovered(_ key: String) -> LogThrottle.Recovery? {
        guard count.load(ordering: .relaxed) > 0 else { return nil }
        return throttle.withLock { throttle in
            defer { count.store(throttle.count, ordering: .relaxed) }
            return throttle.recovered(key, at: now())
        }
    }

    private func now() -> Duration { start.duration(to: .now) }
}
