import Synchronization

/// Where other threads leave messages for the transport's thread.
///
/// No wake-up is lost, and few are made: the thread raises `isSleeping` before it looks for mail the last time, a sender
/// raises `hasMail` before it looks whether the thread sleeps (all sequentially consistent, so at least one of them sees the
/// other's), and only the sender that lowers `isSleeping` wakes the thread.
final class Mailbox: Sendable {
    enum Phase {
        /// The thread will look here again.
        case open
        /// The thread has ended; mail that still comes is handled by a thread of its own.
        case ended
        /// Such a thread is at work.
        case draining
    }

    struct State {
        var messages: [Message] = []
        var phase = Phase.open
        var posted = 0
    }

    private let state = Mutex(State())
    private let mail = Atomic(false)
    private let sleeping = Atomic(false)

    /// Whether there may be mail. Takes no lock.
    var hasMail: Bool { mail.load(ordering: .sequentiallyConsistent) }

    /// How many messages ever came from other threads.
    var posted: Int { state.withLock { $0.posted } }

    /// Leaves a message. `wake` is called when the thread sleeps, under the lock, so that it can't outlive what it uses
    /// (``barrier()``). Returns whether the caller must start a draining thread.
    func post(_ message: Message, wake: () -> Void) -> Bool {
        state.withLock { state in
            state.messages.append(message)
            state.posted &+= 1
            mail.store(true, ordering: .sequentiallyConsistent)
            switch state.phase {
            case .ended:
                state.phase = .draining
                return true
            case .draining: return false
            case .open:
                if sleeping.load(ordering: .sequentiallyConsistent),
                    sleeping.exchange(false, ordering: .sequentiallyConsistent)
                {
                    wake()
                }
                return false
            }
        }
    }

    /// Exchanges what was left for `spare`, which must be empty.
    func take(into spare: inout [Message]) {
        state.withLock { state in
            swap(&state.messages, &spare)
            mail.store(false, ordering: .sequentiallyConsistent)
        }
    }

    /// Announces that the thread is about to sleep. False: there is mail, don't.
    func fallAsleep() -> Bool {
        sleeping.store(true, ordering: .sequentiallyConsistent)
        guard hasMail else { return true }
        awake()
        return false
    }

    func awake() {
        sleeping.store(false, ordering: .sequentiallyConsistent)
    }

    /// After this, called while awake, no sender is waking the thread, and none will.
    func barrier() {
        state.withLock { _ in }
    }

    /// Ends the thread's reading; `leftover` is what it has not handled. Returns whether a draining thread must be started.
    /// `last` runs under the lock, before anybody can start one.
    func end(leftover: [Message], last: () -> Void) -> Bool {
        state.withLock { state in
            last()
            state.messages.insert(contentsOf: leftover, at: 0)
            state.phase = state.messages.isEmpty ? .ended : .draining
            return state.phase == .draining
        }
    }

    /// The draining thread couldn't be started: the next message tries again.
    func drainFailed() {
        state.withLock { $0.phase = .ended }
    }
}
