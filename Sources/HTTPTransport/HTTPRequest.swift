/// One request. A value: build it once and send it as often as wanted; requests that share one `headers` array also share
/// libcurl's form of it, so keep the array when only URL and body change.
public struct HTTPRequest: Sendable {
    public var method: HTTPMethod
    /// Absolute, with a scheme that the configuration allows. Already percent-encoded.
    public var url: String
    /// `Content-Length`, `Transfer-Encoding`, `Connection` and `Expect` are the transport's own and are refused. Nothing is
    /// added to a body unasked: name its `Content-Type`.
    public var headers: [(name: String, value: String)]
    /// A header of this request alone, such as its id, so that ``headers`` stays one array. The same rules hold for it.
    public var ownHeader: (name: String, value: String)?
    /// Sent with any method, `GET` included (some of Feishu's queries want one); `nil` and empty differ for `GET`, `HEAD`
    /// and `DELETE` only: with `nil` there is no `Content-Length`.
    public var body: [UInt8]?
    /// From the start of the transfer to the last byte, connecting included, waiting for a free slot not; at least 1 ms.
    /// `nil`: the configuration's.
    public var timeout: Duration?
    /// Name look-up, TCP and TLS together; at least 1 ms. `nil`: the configuration's.
    public var connectTimeout: Duration?
    /// Whether the transport may send the request again, unasked, when a kept connection turns out to be dead before a byte
    /// of the answer: the server may have acted on the first one. Refused repeats are reported as
    /// `connectionReset` with `mayHaveBeenProcessed`. `nil`: as the method says.
    public var isIdempotent: Bool?

    public init(
        method: HTTPMethod = .get, url: String, headers: [(name: String, value: String)] = [],
        ownHeader: (name: String, value: String)? = nil, body: [UInt8]? = nil,
        timeout: Duration? = nil, connectTimeout: Duration? = nil, isIdempotent: Bool? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.ownHeader = ownHeader
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.isIdempotent = isIdempotent
    }
}
