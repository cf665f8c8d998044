internal import Glibc
import Synchronization

/// What libmicrohttpd's thread, the timer and `stop()` share.
final class ServerCore: Sendable {
    private struct State {
        var stopping = false
        /// The daemon may not be asked any more.
        var stopped = false
        /// Requests whose line was read and that aren't over.
        var active = 0
        /// Those that wait for an answer: all of them must be resumed before the daemon stops.
        var waiting: [ObjectIdentifier: PendingAnswer] = [:]
    }

    let configuration: HTTPServerConfiguration
    private let handler: @Sendable (ServerRequest) -> ServerAnswer
    private let timer: TimerThread
    private let idle: WakeUp
    private let state = Mutex(State())
    /// The daemon's thread, once it has called us.
    private let thread = Atomic<UInt>(0)

    init?(_ configuration: HTTPServerConfiguration, _ handler: @escaping @Sendable (ServerRequest) -> ServerAnswer) {
        guard let idle = WakeUp(), let wakeUp = WakeUp() else { return nil }
        self.configuration = configuration
        self.handler = handler
        self.idle = idle
        timer = TimerThread(wakeUp)
    }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// 0 after `stop()`, which frees the daemon.
    func connectionCount(_ daemon: Daemon) -> Int {
        state.withLock { $0.stopped ? 0 : daemon.connectionCount }
    }

    func requestBegan() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        state.withLock { $0.active += 1 }
    }

    func requestEnded() {
        let isLast = state.withLock { state in
            state.active -= 1
            return state.stopping && state.active == 0
        }
        if isLast { idle.signal() }
    }

    /// On the daemon's thread. Nil: the connection is suspended, the answer comes later.
    func answer(_ request: ServerRequest, _ pending: PendingAnswer) -> ServerResponse? {
        if state.withLock({ $0.stopping }) { return .stopping }
        switch handler(request) {
        case .now(let response):
            return response
        case .later(let delay, let response):
            guard delay > .zero else { return response }
            guard register(pending) else { return .stopping }
            if !timer.schedule(response, to: pending, after: delay) { pending.answer(.stopping) }
        case .deferred(let body):
            guard register(pending) else { return .stopping }
            body(ServerResponder(pending))
        }
        return pending.takeOrSuspend()
    }

    /// False where the server is stopping.
    private func register(_ pending: PendingAnswer) -> Bool {
        state.withLock { state in
            if state.stopping { return false }
            state.waiting[ObjectIdentifier(pending)] = pending
            return true
        }
    }

    func forget(_ pending: PendingAnswer) {
        _ = state.withLock { $0.waiting.removeValue(forKey: ObjectIdentifier(pending)) }
    }

    /// The first call stops the daemon; any other does nothing. On the daemon's own thread, which can't wait for itself,
    /// it goes on in the background.
    func stop(_ daemon: Daemon) {
        let waiting = state.withLock { state -> [PendingAnswer]? in
            if state.stopping { return nil }
            state.stopping = true
            return Array(state.waiting.values)
        }
        guard let waiting else { return }
        if thread.load(ordering: .relaxed) == UInt(pthread_self()) {
            _ = DetachedThread.start { [self] in finish(daemon, waiting) }
        } else {
            finish(daemon, waiting)
        }
    }

    private func finish(_ daemon: Daemon, _ waiting: [PendingAnswer]) {
        let listener = daemon.quiesce()
        for pending in waiting { pending.answer(.stopping) }
        timer.stop()
        let deadline = MonotonicClock.now &+ MonotonicClock.nanoseconds(configuration.stopGrace)
        while state.withLock({ $0.active > 0 }) {
            let now = MonotonicClock.now
            guard now < deadline else { break }
            idle.wait(nanoseconds: deadline - now)
        }
        state.withLock { $0.stopped = true }
        daemon.stop(self)
        if let listener { close(listener) }
    }
}
