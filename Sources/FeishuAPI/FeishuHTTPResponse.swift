/// A complete HTTP answer, whatever its status.
public struct FeishuHTTPResponse: Sendable, Hashable {
    public let status: Int
    /// At least `Content-Type`, `X-Tt-Logid`, `X-Request-Id`, `X-Ogw-Ratelimit-Limit`, `X-Ogw-Ratelimit-Reset` and
    /// `Retry-After` where Feishu sent them.
    public let headers: [FeishuHTTPHeader]
    public let body: [UInt8]

    public init(status: Int, headers: [FeishuHTTPHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}

extension FeishuHTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "HTTP \(status) (\(body.count) bytes)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["status": status, "bytes": body.count]) }
}
