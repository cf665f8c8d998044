import CCurl

/// What the transport's thread owns: nothing here is touched by another thread, so nothing is locked.
///
/// One round: mail, jobs until none is left, timers, transfers that these started, `curl_multi_perform`, answers to whom they
/// belong (which makes jobs). Only a round in which nothing happened ends in a sleep: libcurl may have more to do at once
/// after a transfer ended, and would otherwise be left until the next time-out.
@safe
final class EventLoop: @unchecked Sendable {
    let configuration: HTTPTransportConfiguration
    let mailbox = Mailbox()
    /// Jobs and messages of this thread, in order.
    private(set) var ready: [Message] = []
    private var batch: [Message] = []
    private var timers = TimerHeap<@Sendable () -> Void>()

    // Transfers.
    let multi: UnsafeMutableRawPointer
    let share: UnsafeMutableRawPointer?
    var waiting = FIFO<Transfer>()
    var handles: [EasyHandle] = []
    var idle: [EasyHandle] = []
    var inFlight = 0
    var headerLists: [HeaderList] = []
    var nextHeaderList = 0

    // Closing.
    var isClosing = false
    private var hasEnded = false
    private var closeDeadline = Int64.max
    private var closers: [CheckedContinuation<Void, Never>] = []

    init(_ configuration: HTTPTransportConfiguration) throws(HTTPTransportError) {
        guard let multi = unsafe curl_multi_init() else { throw .outOfMemory }
        self.configuration = configuration
        unsafe self.multi = multi
        unsafe share = curl_share_init()
        if let share = unsafe share {
            // One thread, so no lock functions. A new connection resumes the TLS session of any earlier one.
            unsafe ccurl_share(share, CURL_LOCK_DATA_SSL_SESSION)
        }
        let connections = configuration.maximumConcurrent
        unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
        switch configuration.httpVersion {
        case .http1: unsafe ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
        case .http2: unsafe ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, min(4, connections))
        }
    }

    func append(_ message: Message) {
        ready.append(message)
    }

    /// Runs until closed. Returns those who wait for that.
    func run(_ runner: JobRunner) -> [CheckedContinuation<Void, Never>] {
        while true {
            takeMail()
            handleReady(runner)
            fireTimers()
            let finished = driveTransfers()
            if isClosing, inFlight == 0 || now() >= closeDeadline { break }
            guard finished == 0, ready.isEmpty, !mailbox.hasMail else { continue }
            sleep()
        }
        end()
        defer { closers = [] }
        return closers
    }

    /// Handles what was posted after the end, until nothing is left.
    func drain(_ runner: JobRunner) {
        repeat {
            takeMail()
            handleReady(runner)
        } while !ready.isEmpty || mailbox.hasMail
    }

    /// What was still to be done when the thread ended; a draining thread goes on with it.
    func takeLeftover() -> [Message] {
        defer { ready = [] }
        return ready
    }

    private func takeMail() {
        guard mailbox.hasMail else { return }
        var taken: [Message] = []
        if ready.isEmpty {
            swap(&taken, &ready)
            mailbox.take(into: &taken)
            swap(&taken, &ready)
        } else {
            mailbox.take(into: &taken)
            ready.append(contentsOf: taken)
        }
    }

    /// Jobs that keep making jobs get 16 goes before the network has its turn.
    private func handleReady(_ runner: JobRunner) {
        for _ in 0..<16 where !ready.isEmpty {
            swap(&batch, &ready)
            for index in batch.indices { handle(batch[index], runner) }
            batch.removeAll(keepingCapacity: batch.count <= 4096)
        }
    }

    private func handle(_ message: Message, _ runner: JobRunner) {
        switch message {
        case .job(let job): runner.run(job)
        case .work(let work): work()
        case .send(let transfer): submit(transfer)
        case .cancel(let transfer): cancel(transfer)
        case .schedule(let id, let deadline, let work): addTimer(id, deadline, work)
        case .cancelTimer(let id): removeTimer(id)
        case .close(let deadline, let continuation): close(deadline, continuation)
        }
    }

    func addTimer(_ id: TimerID, _ deadline: Int64, _ work: @escaping @Sendable () -> Void) {
        guard !hasEnded else { return }
        timers.insert(id, at: deadline, work)
    }

    func removeTimer(_ id: TimerID) {
        timers.remove(id)
    }

    private func fireTimers() {
        guard !timers.isEmpty else { return }
        let now = now()
        while let work = timers.popDue(at: now) { work() }
    }

    private func sleep() {
        var timeout: Int64 = 60_000
        let deadline = min(timers.nextDeadline() ?? .max, isClosing ? closeDeadline : .max)
        if deadline != .max {
            // Rounded up: a timer fires late by up to a millisecond, never early.
            timeout = min(timeout, max(0, (deadline - now() + 999_999) / 1_000_000))
        }
        guard timeout > 0, mailbox.fallAsleep() else { return }
        unsafe curl_multi_poll(multi, nil, 0, Int32(timeout), nil)
        mailbox.awake()
    }

    private func close(_ deadline: Int64, _ continuation: CheckedContinuation<Void, Never>) {
        guard !hasEnded else {
            continuation.resume()
            return
        }
        closers.append(continuation)
        closeDeadline = min(closeDeadline, deadline)
        isClosing = true
        failWaiting()
    }

    private func end() {
        failRunning()
        timers.removeAll()
        idle = []
        handles = []
        headerLists = []
        mailbox.barrier()
        freeLibrary()
    }

    private func freeLibrary() {
        hasEnded = true
        unsafe curl_multi_cleanup(multi)
        if let share = unsafe share { unsafe curl_share_cleanup(share) }
    }

    deinit {
        // The thread couldn't be started.
        if !hasEnded { freeLibrary() }
    }

    func now() -> Int64 { ccurl_monotonic_nanoseconds() }
}

extension EventLoop {
    /// From any thread, while the mailbox's lock is held.
    func wakeUp() {
        unsafe curl_multi_wakeup(multi)
    }
}
