import HTTPServer
import Synchronization

/// The state behind its lock, and the way from the server's request to the server's answer.
final class SimulatorCore: Sendable {
    private let state: Mutex<SimulatorState>
    private let clock = SimulatorClock()
    private let onCall: (@Sendable (JournalEntry) -> Void)?

    init(_ configuration: SimulatorConfiguration, onCall: (@Sendable (JournalEntry) -> Void)?) {
        state = Mutex(SimulatorState(configuration))
        self.onCall = onCall
    }

    func withState<Result>(_ body: (inout sending SimulatorState) -> sending Result) -> sending Result {
        state.withLock(body)
    }

    var now: SimulatorInstant { clock.now }

    /// Runs on the server's thread.
    func answer(_ request: ServerRequest) -> ServerAnswer {
        let simulated = SimulatedRequest(
            request.method, request.path, query: request.query, authorization: request.headers["Authorization"],
            requestID: request.headers["X-Request-Id"], body: request.body)
        let now = clock.now
        let answer = state.withLock { $0.answer(simulated, at: now) }
        if let entry = answer.entry { onCall?(entry) }
        return Self.serverAnswer(answer)
    }

    private static func serverAnswer(_ answer: SimulatedAnswer) -> ServerAnswer {
        var response = ServerResponse(status: answer.status, headers: answer.headers, body: answer.body)
        response.headers.append((name: "Content-Type", value: answer.contentType))
        switch answer.connection {
        case .normal: break
        case .reset: response.fault = .resetBeforeAnswer
        case .close: response.fault = .closeWithoutAnswer
        case .truncate: response.fault = .truncateBody(afterBytes: answer.body.count / 2)
        case .stall:
            // The client's timeout comes first; a day later the connection is reset.
            response.fault = .resetBeforeAnswer
            return .later(after: .seconds(86_400), response)
        }
        return answer.delay > 0 ? .later(after: .microseconds(answer.delay), response) : .now(response)
    }
}
