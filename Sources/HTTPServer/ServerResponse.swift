/// What a handler answers. `Content-Length`, `Date` and `Connection` are the server's.
public struct ServerResponse: Sendable {
    /// 200…999; another is answered as 500.
    public var status: Int
    /// A header that HTTP can't carry (a line break in its value) is left out.
    public var headers: [(name: String, value: String)]
    /// Not sent for HEAD, which gets its length only.
    public var body: [UInt8]
    /// Breaks the answer on purpose.
    public var fault: Fault?

    public init(
        status: Int = 200,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        fault: Fault? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.fault = fault
    }

    public static func text(_ text: String, status: Int = 200) -> ServerResponse {
        ServerResponse(
            status: status, headers: [("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }

    public static func json(_ body: [UInt8], status: Int = 200) -> ServerResponse {
        ServerResponse(status: status, headers: [("Content-Type", "application/json; charset=utf-8")], body: body)
    }

    /// Ours, to a request that isn't handed on; the connection can't be trusted to be in step afterwards.
    static func refusal(_ status: Int, _ reason: String) -> ServerResponse {
        var response = ServerResponse.text(reason + "\n", status: status)
        response.headers.append(("Connection", "close"))
        return response
    }

    static var stopping: ServerResponse { .refusal(503, "the server is stopping") }
}
