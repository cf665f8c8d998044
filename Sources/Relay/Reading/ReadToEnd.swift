import Kafka
import Synchronization

/// Says when a reader has reached the end of every partition once.
final class ReadToEnd: Sendable {
    private struct State {
        var missing: Set<TopicPartition>
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ partitions: some Sequence<TopicPartition>) {
        state = Mutex(State(missing: Set(partitions)))
    }

    func reached(_ partition: TopicPartition) {
        let waiters = state.withLock { state in
            state.missing.remove(partition)
            guard state.missing.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when the end was reached everywhere.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.missing.isEmpty { return true }
                state.waiters.append(continuation)
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}
