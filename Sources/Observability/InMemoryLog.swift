import Synchronization

/// A log for tests: keeps every record, and lets a test wait for one.
public final class InMemoryLog: LogHandler {
    private struct Waiter {
        let id: Int
        let matches: @Sendable (LogRecord) -> Bool
        let continuation: CheckedContinuation<LogRecord?, Never>
    }

    private struct State {
        var records: [LogRecord] = []
        var waiters: [Waiter] = []
        var cancelled: Set<Int> = []
        var nextID = 0
    }

    public let level: LogLevel
    private let state = Mutex(State())

    public init(level: LogLevel = .trace) { self.level = level }

    public var records: [LogRecord] { state.withLock { $0.records } }

    /// The messages in order, of all levels or of those from `level` up.
    public func messages(from level: LogLevel = .trace) -> [String] {
        records.filter { $0.level >= level }.map(\.message)
    }

    public func handle(_ record: LogRecord) {
        let ready = state.withLock { state in
            state.records.append(record)
            let ready = state.waiters.filter { $0.matches(record) }
            state.waiters.removeAll { waiter in ready.contains { $0.id == waiter.id } }
            return ready
        }
        for waiter in ready { waiter.continuation.resume(returning: record) }
    }

    /// The first record that matches, as soon as it is there; nil when the task is cancelled before.
    public func first(where matches: @escaping @Sendable (LogRecord) -> Bool) async -> LogRecord? {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let now: LogRecord?? = state.withLock { state in
                    if let record = state.records.first(where: matches) { return .some(record) }
                    if state.cancelled.remove(id) != nil { return .some(nil) }
                    state.waiters.append(Waiter(id: id, matches: matches, continuation: continuation))
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return Waiter?.none
                }
                return state.waiters.remove(at: index)
            }
            waiter?.continuation.resume(returning: nil)
        }
    }
}

extension Logger {
    /// A logger that says nothing.
    public static var silent: Logger { Logger("silent", SilentLog()) }
}

private struct SilentLog: LogHandler {
    var level: LogLevel { .critical }
    func handle(_ record: LogRecord) {}
}
