public import ApprovalContract

/// What is known after one attempt, reduced to what decides its ``OutcomeClass``.
public enum FeishuObservation: Sendable, Hashable {
    case answer(Answer)
    case failure(FeishuTransportError)

    public struct Answer: Sendable, Hashable {
        public var status: Int
        /// Only for a body without Feishu's envelope; one with it is believed under any type.
        public var contentType: String?
        /// `code` of the body; nil if the body isn't a JSON object with an integer there.
        public var code: Int64?
        public var message: String
        /// `x-ogw-ratelimit-reset`.
        public var rateLimitReset: String?
        /// `Retry-After`.
        public var retryAfter: String?

        public init(
            status: Int, contentType: String? = nil, code: Int64?, message: String = "", rateLimitReset: String? = nil,
            retryAfter: String? = nil
        ) {
            self.status = status
            self.contentType = contentType
            self.code = code
            self.message = message
            self.rateLimitReset = rateLimitReset
            self.retryAfter = retryAfter
        }

        /// How long to wait: Feishu's own header first, then HTTP's.
        public var delay: Duration? {
            RetryDelay.seconds(rateLimitReset) ?? RetryDelay.seconds(retryAfter)
        }
    }

    /// The class of this attempt. Total: every input has one, and none traps.
    public func outcome(for endpoint: FeishuEndpoint) -> OutcomeClass {
        switch self {
        case .failure(let error): Self.outcome(of: error)
        case .answer(let answer): answer.outcome(for: endpoint)
        }
    }

    private static func outcome(of error: FeishuTransportError) -> OutcomeClass {
        switch error.kind {
        case .nameNotResolved, .connectFailed, .tlsFailed, .unavailable: .retry(.unreachable)
        case .timedOut: .retry(.timeout)
        case .connectionLost: .retry(.connectionLost)
        case .answerTooLarge, .badAnswer: .retry(.badAnswer)
        case .cancelled: .retry(.cancelled)
        }
    }
}

extension FeishuObservation.Answer {
    /// Body code before HTTP status, since Feishu sends failures with 200 and the same code with several statuses. Two
    /// exceptions: a spent monthly quota may come as 429, and 429 is a throttle whatever the body says.
    fileprivate func outcome(for endpoint: FeishuEndpoint) -> OutcomeClass {
        if code == 99_991_403 { return .monthlyQuota }
        if code == 99_991_400 || status == 429 { return .throttled(retryAfter: delay) }
        guard let code else { return outcomeOfStatus() }
        if code == 0 {
            return (200..<300).contains(status) ? .success : outcomeOfStatus()
        }
        if let known = FeishuCode.outcome(of: code, message: message, endpoint: endpoint) { return known }
        return status >= 500 ? .retry(.serverError) : .unknownCode
    }

    /// For answers without Feishu's envelope: a gateway, a proxy or nothing at all spoke.
    private func outcomeOfStatus() -> OutcomeClass {
        switch status {
        case 401: .refreshToken
        case 300..<400, 404, 405, 407, 410: .hold(.wrongRoute)
        case 408: .retry(.timeout)
        case 413: .refused(.validation)
        case 500...: .retry(.serverError)
        default: .retry(.badAnswer)
        }
    }
}
