import Synchronization

/// Counts what may still be shown, and says when it is nothing.
final class CountedEnding: Sendable {
    private struct State {
        var left: Int?
        var isOver = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// - Parameter count: `nil` is without end.
    init(_ count: Int?) { state = Mutex(State(left: count)) }

    /// Whether one more may be shown.
    func take() -> Bool {
        let (mayShow, isLast) = state.withLock { state in
            guard !state.isOver else { return (false, false) }
            guard let left = state.left else { return (true, false) }
            state.left = left - 1
            return (left > 0, left <= 1)
        }
        if isLast { end() }
        return mayShow
    }

    func end() {
        let waiters = state.withLock { state in
            state.isOver = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiters.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }
}
