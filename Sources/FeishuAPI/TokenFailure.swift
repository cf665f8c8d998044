public import ApprovalContract

/// Why there is no token for now. Never holds the secret, the ticket or a token.
public struct TokenFailure: Error, Sendable, Hashable {
    /// `hold`, `monthlyQuota`, or `retry` with `tokenUnavailable`, `appTicketMissing` or `cancelled`. A token that can't
    /// be had says nothing about the record, so it is no refusal and no failed attempt; a throttle of the token API is
    /// not the business API's either.
    public let outcome: OutcomeClass
    public let endpoint: FeishuEndpoint
    public let httpStatus: Int?
    public let code: Int64?
    /// At most 512 bytes, without control characters.
    public let message: String
    public let logID: String?
    /// When the next refresh is worth a try: Feishu's wish for a pause, or what is left of the one after the failure.
    public internal(set) var resetAfter: Duration?

    init(
        _ outcome: OutcomeClass, endpoint: FeishuEndpoint, httpStatus: Int? = nil, code: Int64? = nil, message: String,
        logID: String? = nil, resetAfter: Duration? = nil
    ) {
        self.outcome = Self.withoutBlame(outcome)
        self.endpoint = endpoint
        self.httpStatus = httpStatus
        self.code = code
        self.message = message
        self.logID = logID
        self.resetAfter = resetAfter
    }

    init(_ exchange: FeishuExchange, endpoint: FeishuEndpoint) {
        self.init(
            exchange.outcome == .success ? .retry(.badAnswer) : exchange.outcome, endpoint: endpoint,
            httpStatus: exchange.status, code: exchange.envelope?.code, message: exchange.message,
            logID: exchange.logID, resetAfter: exchange.resetAfter)
    }

    private static func withoutBlame(_ outcome: OutcomeClass) -> OutcomeClass {
        switch outcome {
        case .hold, .monthlyQuota, .retry(.appTicketMissing), .retry(.cancelled): outcome
        case .retry, .success, .refreshToken, .throttled, .sameInstance, .refused, .unknownCode:
            .retry(.tokenUnavailable)
        }
    }
}

extension TokenFailure: CustomStringConvertible {
    public var description: String {
        let code = code.map { "code \($0)" } ?? "no code"
        return "no tenant access token from \(endpoint.rawValue) (\(code)): \(message)"
    }
}
