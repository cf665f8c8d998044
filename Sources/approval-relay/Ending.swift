import Relay
import Synchronization

/// How a running process comes to its end: by a stop, or by the first failure.
final class Ending: Sendable {
    private struct State {
        var isOver = false
        var failure: RelayError?
        var waiter: CheckedContinuation<RelayError?, Never>?
    }

    private let state = Mutex(State())

    func stop() { end(nil) }
    func fail(_ error: RelayError) { end(error) }

    /// Returns once: the failure, or `nil` after a stop.
    func wait() async -> RelayError? {
        await withCheckedContinuation { continuation in
            let over: (Bool, RelayError?) = state.withLock { state in
                if !state.isOver { state.waiter = continuation }
                return (state.isOver, state.failure)
            }
            if over.0 { continuation.resume(returning: over.1) }
        }
    }

    private func end(_ failure: RelayError?) {
        let waiter: CheckedContinuation<RelayError?, Never>? = state.withLock { state in
            guard !state.isOver else { return nil }
            state.isOver = true
            state.failure = failure
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: failure)
    }
}
