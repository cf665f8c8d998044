/// A complete answer, of whatever status: a 500 is an answer, not an error of the transport.
public struct HTTPResponse: Sendable {
    public var status: Int
    public var headers: HTTPHeaders
    /// Decoded (gzip, brotli, zstd), at most `maximumResponseBytes`.
    public var body: [UInt8]
    public var timings: HTTPTimings
    /// No connection was opened for this request.
    public var connectionReused: Bool
    public var httpVersion: HTTPVersion

    public init(
        status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], timings: HTTPTimings = HTTPTimings(),
        connectionReused: Bool = false, httpVersion: HTTPVersion = .http11
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.timings = timings
        self.connectionReused = connectionReused
        self.httpVersion = httpVersion
    }
}
