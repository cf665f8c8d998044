/// One HTTP request for a ``FeishuTransport``. Its descriptions show neither headers nor body, since those hold the
/// token and the app secret.
public struct FeishuHTTPRequest: Sendable, Hashable {
    public enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    public let method: Method
    /// Absolute, already percent-encoded.
    public let url: String
    /// Those that many requests share: one array until the token changes.
    public let sharedHeaders: [FeishuHTTPHeader]
    /// The value of this request's `X-Request-Id`; empty for none.
    public let requestID: String
    /// Empty only where the API takes no body. A `GET` may have one: the transport must send it.
    public let body: [UInt8]
    /// For the whole exchange, from the hand-over to the last byte of the answer.
    public let timeout: Duration

    public init(
        method: Method, url: String, headers: [FeishuHTTPHeader], requestID: String = "", body: [UInt8],
        timeout: Duration
    ) {
        self.method = method
        self.url = url
        sharedHeaders = headers
        self.requestID = requestID
        self.body = body
        self.timeout = timeout
    }

    public static let requestIDName = "X-Request-Id"

    /// All of them.
    public var headers: [FeishuHTTPHeader] {
        requestID.isEmpty ? sharedHeaders : sharedHeaders + [FeishuHTTPHeader(Self.requestIDName, requestID)]
    }

    /// The first header of that name, in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}

extension FeishuHTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(method.rawValue) \(url) (\(body.count) bytes)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror {
        Mirror(self, children: ["method": method.rawValue, "url": url, "bytes": body.count])
    }
}
