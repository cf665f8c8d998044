/// A small HTTP/1.1 server over GNU libmicrohttpd: one thread, and thousands of requests that wait for their answer.
///
/// The handler runs on that thread: it must be cheap and never block. What takes time is answered by
/// ``ServerAnswer/later(after:_:)`` or ``ServerAnswer/deferred(_:)``.
///
/// Nothing that a client sends ends the process. Bodies, headers, targets and connections are bounded by the
/// configuration. Not for the open internet: no TLS, and a client that sends a byte a minute keeps its connection.
public final class HTTPServer: Sendable {
    /// The port that is listened on.
    public let port: Int
    private let host: String
    private let core: ServerCore
    private let daemon: Daemon

    /// Listens when it returns.
    public init(
        configuration: HTTPServerConfiguration = HTTPServerConfiguration(),
        handler: @escaping @Sendable (ServerRequest) -> ServerAnswer
    ) throws(HTTPServerError) {
        let listener = try Listener(host: configuration.host, port: configuration.port)
        guard let core = ServerCore(configuration.bounded, handler), let daemon = Daemon(listener, core: core) else {
            listener.close()
            throw HTTPServerError(
                code: .outOfResources,
                message: "can't serve on \(configuration.host):\(listener.port): the system has no thread, descriptor "
                    + "or memory left; raise the limit of open files (ulimit -n) and of threads")
        }
        self.host = configuration.host
        self.port = listener.port
        self.core = core
        self.daemon = daemon
    }

    deinit {
        core.stop(daemon)
    }

    /// Without a slash at its end. Where the server listens on all addresses, the loopback one.
    public var baseURL: String {
        switch host {
        case "0.0.0.0": "http://127.0.0.1:\(port)"
        case "::": "http://[::1]:\(port)"
        case _ where host.utf8.contains(UInt8(ascii: ":")): "http://[\(host)]:\(port)"
        default: "http://\(host):\(port)"
        }
    }

    /// Open connections, idle ones included.
    public var connectionCount: Int { core.connectionCount(daemon) }

    /// Requests that wait for their answer.
    public var waitingCount: Int { core.waitingCount }

    /// Requests that wait are answered with 503, then all connections are closed; bounded by
    /// ``HTTPServerConfiguration/stopGrace``. May be called from anywhere and more than once; only the first call waits.
    /// From a handler it returns at once and goes on in the background.
    public func stop() {
        core.stop(daemon)
    }
}
