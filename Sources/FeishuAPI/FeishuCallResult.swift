public import ApprovalContract

/// All that one call taught: what to do next, and what a result or dead letter says about it.
public struct FeishuCallResult: Sendable {
    public var endpoint: FeishuEndpoint
    public var outcome: OutcomeClass
    public var answer: FeishuAnswer = .none
    public var reach: FeishuCallReach
    /// nil if no answer came.
    public var httpStatus: Int?
    /// Feishu's own code; nil if the answer had none.
    public var code: Int64?
    /// Feishu's `msg`, or what the transport said: at most 512 bytes, without control characters.
    public var message: String = ""
    /// `X-Tt-Logid`, else the body's `error.log_id`: what Feishu's support asks for.
    public var logID: String?
    /// What `X-Request-Id` said in the last attempt.
    public var requestID: String
    public var fieldViolations: [FeishuFieldViolation] = []
    /// Feishu's wish for a pause, also beside a transient failure (`Retry-After` of a 503); within 0.05…3600 s.
    public var resetAfter: Duration?
    /// Of the last HTTP exchange; without the wait for a token.
    public var duration: Duration = .zero
    /// HTTP exchanges begun with this API: 0 without a token, 2 after a refused one. Each counts for the quota.
    public var exchanges: Int = 0

    public init(endpoint: FeishuEndpoint, outcome: OutcomeClass, reach: FeishuCallReach, requestID: String) {
        self.endpoint = endpoint
        self.outcome = outcome
        self.reach = reach
        self.requestID = requestID
    }

    public var isSuccess: Bool { outcome == .success }
}
