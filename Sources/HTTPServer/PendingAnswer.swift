import Synchronization

/// A request between its handler and its answer: where libmicrohttpd's thread and those who answer meet.
///
/// An answer is left here and the connection resumed; libmicrohttpd's thread then comes back for it. So nothing but
/// suspend and resume touches a connection from elsewhere, and a connection is only ever resumed under the lock that saw
/// it suspended – it can't be freed before.
final class PendingAnswer: Sendable {
    private enum State {
        case handling
        case suspended
        case answered(ServerResponse)
        case finished
    }

    private let connection: Connection
    private let core: ServerCore
    private let state = Mutex(State.handling)

    init(_ connection: Connection, core: ServerCore) {
        self.connection = connection
        self.core = core
    }

    /// On libmicrohttpd's thread, after the handler: the answer if there is one already, else the connection now waits.
    func takeOrSuspend() -> ServerResponse? {
        state.withLock { state in
            switch state {
            case .handling:
                state = .suspended
                connection.suspend()
                return nil
            case .answered(let response):
                state = .finished
                return response
            case .suspended, .finished:
                return nil
            }
        }
    }

    /// From any thread. True for the first answer.
    @discardableResult
    func answer(_ response: ServerResponse) -> Bool {
        let first = state.withLock { state in
            switch state {
            case .handling:
                state = .answered(response)
                return true
            case .suspended:
                state = .answered(response)
                connection.resume()
                return true
            case .answered, .finished:
                return false
            }
        }
        if first { core.forget(self) }
        return first
    }

    /// On libmicrohttpd's thread: the request is over, whatever became of it.
    func finish() {
        state.withLock { $0 = .finished }
        core.forget(self)
    }
}
