import Synchronization

/// Answers requests after their delay, all of them from one thread, which starts with the first.
///
/// Deadlines are rounded up to a millisecond and answered together: libmicrohttpd walks all suspended connections each
/// time that any was resumed, so thousands of wake-ups a second over thousands of connections would be its whole work.
final class TimerThread: Sendable {
    private struct Due {
        var pending: PendingAnswer
        var response: ServerResponse
    }

    private struct State {
        var heap = TimerHeap<Due>()
        var started = false
        var stopped = false
    }

    private static let step: UInt64 = 1_000_000

    private let state = Mutex(State())
    private let wakeUp: WakeUp

    init(_ wakeUp: WakeUp) {
        self.wakeUp = wakeUp
    }

    /// False where the thread can't be had, or was stopped.
    func schedule(_ response: ServerResponse, to pending: PendingAnswer, after delay: Duration) -> Bool {
        let due = MonotonicClock.now &+ MonotonicClock.nanoseconds(delay)
        let deadline = (due / Self.step &+ 1) &* Self.step
        let (accepted, isFirst) = state.withLock { state -> (Bool, Bool) in
            if state.stopped { return (false, false) }
            if !state.started {
                state.started = DetachedThread.start { [self] in run() }
                if !state.started { return (false, false) }
            }
            let isFirst = state.heap.nextDeadline.map { deadline < $0 } ?? true
            state.heap.insert(Due(pending: pending, response: response), at: deadline)
            return (true, isFirst)
        }
        if isFirst { wakeUp.signal() }
        return accepted
    }

    /// What is not due yet is forgotten.
    func stop() {
        state.withLock { state in
            state.stopped = true
            state.heap.removeAll()
        }
        wakeUp.signal()
    }

    private func run() {
        var batch: [Due] = []
        while true {
            let now = MonotonicClock.now
            let (next, stopped) = state.withLock { state -> (UInt64?, Bool) in
                while let due = state.heap.popDue(at: now) { batch.append(due) }
                return (state.heap.nextDeadline, state.stopped)
            }
            if stopped { return }
            for due in batch { due.pending.answer(due.response) }
            batch.removeAll(keepingCapacity: true)
            let later = MonotonicClock.now
            wakeUp.wait(nanoseconds: next.map { $0 > later ? $0 - later : 0 })
        }
    }
}
