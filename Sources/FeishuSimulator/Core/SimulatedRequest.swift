/// A request as the core sees it; the shell makes it from the server's.
struct SimulatedRequest {
    var method: String
    /// Percent-decoded, without the query.
    var path: String
    var query: [(name: String, value: String?)]
    /// The `Authorization` header, nil if none was sent.
    var authorization: String?
    /// The `X-Request-Id` header, nil if none was sent.
    var requestID: String?
    var body: [UInt8]

    init(
        _ method: String, _ path: String, query: [(name: String, value: String?)] = [], authorization: String? = nil,
        requestID: String? = nil, body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.authorization = authorization
        self.requestID = requestID
        self.body = body
    }

    func queryValue(_ name: String) -> String? {
        for pair in query where pair.name == name { return pair.value }
        return nil
    }
}
