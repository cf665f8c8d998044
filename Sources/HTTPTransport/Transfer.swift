import Synchronization

/// One `send`, from the caller's call to its answer. The caller writes it before handing it over and reads `result` after it
/// was resumed; between the two it belongs to the transport's thread. Only `isCancelled` is shared.
@safe
final class Transfer: @unchecked Sendable {
    enum State {
        case new
        case waiting
        case running(EasyHandle)
        case finished
    }

    let request: HTTPRequest
    let isCancelled = Atomic(false)
    var state = State.new
    var continuation: UnsafeContinuation<Void, Never>?
    var result: Result<HTTPResponse, HTTPTransportError>?

    init(_ request: HTTPRequest) {
        self.request = request
    }

    /// Once; the caller goes on.
    func finish(_ result: Result<HTTPResponse, HTTPTransportError>) {
        guard let continuation = unsafe continuation else { return }
        unsafe self.continuation = nil
        state = .finished
        self.result = result
        unsafe continuation.resume()
    }
}
