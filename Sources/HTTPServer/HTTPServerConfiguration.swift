/// Where a server listens and what it lets a client use up. Values out of range are brought into it.
public struct HTTPServerConfiguration: Sendable, Hashable {
    /// A numeric address or a name of this machine.
    public var host: String
    /// 0 takes any free port; ``HTTPServer/port`` says which.
    public var port: Int
    /// A longer body is answered with 413, after it has been read: a client that is still sending wouldn't see the answer.
    public var maximumBodyBytes: Int
    /// All names and values of a request's headers, and its target, each. More is answered with 431 and 414.
    public var maximumHeaderBytes: Int
    /// Connections beyond it wait in the kernel's queue. Each open one costs about twice ``maximumHeaderBytes``.
    public var maximumConnections: Int
    /// A connection is closed when nothing was sent or received for so long, in whole seconds; zero: never. Requests
    /// that wait for their answer don't count. It also ends those whose client left in the middle of a request: with
    /// libmicrohttpd 0.9.75, an end that arrives together with the last bytes goes unnoticed.
    public var connectionTimeout: Duration
    /// How long ``HTTPServer/stop()`` waits for answers to be taken by their clients.
    public var stopGrace: Duration

    public init(
        host: String = "127.0.0.1",
        port: Int = 0,
        maximumBodyBytes: Int = 4 << 20,
        maximumHeaderBytes: Int = 16 << 10,
        maximumConnections: Int = 4096,
        connectionTimeout: Duration = .seconds(30),
        stopGrace: Duration = .milliseconds(500)
    ) {
        self.host = host
        self.port = port
        self.maximumBodyBytes = maximumBodyBytes
        self.maximumHeaderBytes = maximumHeaderBytes
        self.maximumConnections = maximumConnections
        self.connectionTimeout = connectionTimeout
        self.stopGrace = stopGrace
    }

    /// The same with every number within what libmicrohttpd and this machine can take.
    var bounded: HTTPServerConfiguration {
        var copy = self
        copy.maximumBodyBytes = min(max(maximumBodyBytes, 0), 1 << 30)
        copy.maximumHeaderBytes = min(max(maximumHeaderBytes, 1024), 1 << 20)
        copy.maximumConnections = min(max(maximumConnections, 1), 1 << 20)
        copy.connectionTimeout = min(max(connectionTimeout, .zero), .seconds(86_400))
        copy.stopGrace = min(max(stopGrace, .zero), .seconds(60))
        return copy
    }
}
