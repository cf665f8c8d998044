import Synchronization

/// One call's wait for the outstanding refresh. A cancelled call leaves at once and the refresh goes on for the others.
///
/// The lock is needed because cancellation may come from any thread, and before the wait has begun.
final class TokenWaiter: Sendable {
    typealias Outcome = Result<TokenLease, TokenFailure>

    private enum State {
        case idle
        case waiting(CheckedContinuation<Outcome?, Never>)
        case finished(Outcome?)
    }

    private let state = Mutex(State.idle)

    /// The refresh's outcome; nil if the waiting task was cancelled.
    nonisolated(nonsending) func wait() async -> Outcome? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: Outcome?? = state.withLock { state in
                    if case .finished(let outcome) = state { return .some(outcome) }
                    state = .waiting(continuation)
                    return .none
                }
                if case .some(let outcome) = ready { continuation.resume(returning: outcome) }
            }
        } onCancel: {
            finish(nil)
        }
    }

    /// The first call decides; later ones change nothing.
    func finish(_ outcome: Outcome?) {
        let continuation: CheckedContinuation<Outcome?, Never>? = state.withLock { state in
            switch state {
            case .finished:
                return nil
            case .idle:
                state = .finished(outcome)
                return nil
            case .waiting(let continuation):
                state = .finished(outcome)
                return continuation
            }
        }
        continuation?.resume(returning: outcome)
    }
}
