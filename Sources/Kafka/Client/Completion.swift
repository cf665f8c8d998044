import Synchronization

/// Something that happens once and may be awaited by many.
final class Completion: Sendable {
    private struct State {
        var isDone = false
        var nextWaiter = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    var isDone: Bool { state.withLock { $0.isDone } }

    func finish() {
        let waiters = state.withLock { state in
            state.isDone = true
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume() }
    }

    /// Returns when it happened, or after `limit`.
    func wait(atMost limit: Duration) async {
        let waiter = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        var timer: Task<Void, Never>?
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isDone = state.withLock { state in
                if !state.isDone { state.waiters[waiter] = continuation }
                return state.isDone
            }
            if isDone { return continuation.resume() }
            // Only now, so that it can't fire before there is somebody to give up.
            timer = Task {
                try? await Task.sleep(for: limit)
                self.giveUp(waiter)
            }
        }
        timer?.cancel()
    }

    private func giveUp(_ waiter: Int) {
        state.withLock { $0.waiters.removeValue(forKey: waiter) }?.resume()
    }
}
