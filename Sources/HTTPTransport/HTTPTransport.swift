import CCurl
import Synchronization

/// HTTP over libcurl's multi interface on one thread, which is also an executor: an actor that names ``unowned`` as its
/// executor lives on that thread, and what it sends neither leaves the thread nor takes a lock.
///
/// ```swift
/// actor Execute {
///     let transport: HTTPTransport
///     nonisolated var unownedExecutor: UnownedSerialExecutor { transport.unowned }
///     func call(_ request: HTTPRequest) async throws { let response = try await transport.send(request) … }
/// }
/// ```
///
/// Nothing that blocks may run here: no file, no lock that is held for long, no synchronous call over a network.
///
/// The thread lives until ``close(deadline:)``; a transport that is never closed is never freed. Jobs and work that come
/// later still run, one at a time, on a thread that lives only as long as there are some.
public final class HTTPTransport: SerialExecutor, TaskExecutor, Sendable {
    let loop: EventLoop
    /// The thread that this executor's work runs on now; 0: none.
    private let owner = Atomic<UInt>(0)
    private let lastTimer = Atomic<UInt64>(0)

    /// Starts the thread. Throws `invalidConfiguration` for a wrong setting, naming it.
    public init(configuration: HTTPTransportConfiguration = HTTPTransportConfiguration()) throws(HTTPTransportError) {
        try CurlLibrary.initialize()
        try configuration.validate()
        loop = try EventLoop(configuration)
        try start()
    }

    /// This executor, for an actor's `unownedExecutor`. The actor must hold the transport.
    @safe public var unowned: UnownedSerialExecutor { unsafe asUnownedSerialExecutor() }

    /// Whether the caller runs on the transport's thread.
    public var isCurrent: Bool { owner.load(ordering: .relaxed) == UInt(ccurl_current_thread()) }

    /// Runs the work on the thread, after everything that this caller posted before. From any thread.
    public func execute(_ work: @escaping @Sendable () -> Void) {
        post(.work(work))
    }

    /// Runs the work on the thread at the earliest after this time, at most some milliseconds late unless the thread is
    /// busy. Timers that are not due when the transport ends never fire. From any thread.
    @discardableResult
    public func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) -> TimerID {
        let id = TimerID(rawValue: lastTimer.wrappingAdd(1, ordering: .relaxed).newValue)
        let deadline = loop.now() + delay.clampedNanoseconds
        if isCurrent {
            loop.addTimer(id, deadline, work)
        } else {
            post(.schedule(id, deadline: deadline, work))
        }
        return id
    }

    /// On the thread itself the timer is certain not to fire after this; from elsewhere it may just be firing.
    public func cancel(_ timer: TimerID) {
        if isCurrent {
            loop.removeTimer(timer)
        } else {
            post(.cancelTimer(timer))
        }
    }

    func post(_ message: Message) {
        if isCurrent {
            loop.append(message)
        } else if loop.mailbox.post(message, wake: loop.wakeUp) {
            startDraining()
        }
    }

    // The thread.

    private func start() throws(HTTPTransportError) {
        let error = Threads.start(detached: false) { [self] in
            owner.store(UInt(ccurl_current_thread()), ordering: .sequentiallyConsistent)
            let closers = loop.run(JobRunner(self))
            stopped()
            Threads.join(ccurl_current_thread()) {
                for closer in closers { closer.resume() }
            }
        }
        guard error == 0 else {
            throw HTTPTransportError(
                code: .other, message: "can't start the transport's thread (system error \(error))")
        }
    }

    private func stopped() {
        let startsDraining = loop.mailbox.end(leftover: loop.takeLeftover()) {
            owner.store(0, ordering: .sequentiallyConsistent)
        }
        if startsDraining { startDraining() }
    }

    private func startDraining() {
        let error = Threads.start(detached: true) { [self] in
            owner.store(UInt(ccurl_current_thread()), ordering: .sequentiallyConsistent)
            loop.drain(JobRunner(self))
            stopped()
        }
        if error != 0 { loop.mailbox.drainFailed() }
    }
}
