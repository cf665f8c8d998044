/// A whole request, read to its end.
public struct ServerRequest: Sendable {
    /// As sent: "GET", "POST"…
    public var method: String
    /// The target as it stood in the request line, undecoded.
    public var target: String
    /// The target's path, percent-decoded; bytes that aren't UTF-8 become U+FFFD. Starts with "/", unless the target was "*".
    public var path: String
    /// The query's pairs in their order, decoded ("+" is a space); a name without "=" has no value.
    public var query: [(name: String, value: String?)]
    public var headers: ServerHeaders
    public var body: [UInt8]
    /// The peer's numeric address without its port; empty where the system didn't say.
    public var remoteAddress: String

    public init(
        method: String,
        target: String,
        headers: ServerHeaders = ServerHeaders(),
        body: [UInt8] = [],
        remoteAddress: String = ""
    ) {
        let parsed = RequestTarget(target)
        self.method = method
        self.target = target
        self.path = parsed.path
        self.query = parsed.query
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
    }

    /// The first value of a name of the query; nil where it is missing or has no value.
    public func queryValue(_ name: String) -> String? {
        for pair in query where pair.name == name { return pair.value }
        return nil
    }
}
