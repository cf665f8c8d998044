/// What Feishu said to the last call of a command.
public struct FeishuVerdict: Sendable, Hashable {
    public var httpStatus: Int
    public var code: Int64?
    /// Bounded; Feishu's words, not ours.
    public var message: String?
    /// What Feishu's support asks for: `X-Tt-Logid`.
    public var logID: String?

    public init(httpStatus: Int, code: Int64? = nil, message: String? = nil, logID: String? = nil) {
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.logID = logID
    }
}
