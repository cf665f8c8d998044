import ApprovalContract
import JSON

/// One HTTP exchange with an endpoint: what was observed, and what it means.
struct FeishuExchange {
    let outcome: OutcomeClass
    let reach: FeishuCallReach
    let status: Int?
    let envelope: FeishuEnvelope?
    let message: String
    let logID: String?
    let resetAfter: Duration?
    let duration: Duration

    /// An answer of any kind.
    init(_ response: FeishuHTTPResponse, from endpoint: FeishuEndpoint, parser: JSONParser, duration: Duration) {
        let envelope = FeishuEnvelope(body: response.body, parser: parser)
        let observed = FeishuObservation.Answer(
            status: response.status, contentType: response.header("Content-Type"), code: envelope.code,
            message: envelope.message, rateLimitReset: response.header("X-Ogw-Ratelimit-Reset"),
            retryAfter: response.header("Retry-After"))
        outcome = FeishuObservation.answer(observed).outcome(for: endpoint)
        reach = Self.reach(after: outcome)
        status = response.status
        self.envelope = envelope
        message = Self.message(envelope, response)
        logID =
            response.header("X-Tt-Logid").map { PlainText.headerValue($0) }.flatMap { $0.isEmpty ? nil : $0 }
            ?? envelope.logID
        resetAfter = observed.delay
        self.duration = duration
    }

    /// No answer.
    init(_ error: FeishuTransportError, from endpoint: FeishuEndpoint, duration: Duration) {
        outcome = FeishuObservation.failure(error).outcome(for: endpoint)
        reach = error.reach == .answered ? .mayHaveBeenProcessed : error.reach
        status = nil
        envelope = nil
        message = PlainText.bounded(error.description, limit: FeishuEnvelope.messageLimit)
        logID = nil
        resetAfter = nil
        self.duration = duration
    }

    /// A transient failure behind an answer leaves open whether Feishu acted: 502 and 504 come from gateways.
    private static func reach(after outcome: OutcomeClass) -> FeishuCallReach {
        switch outcome {
        case .retry(.appTicketMissing), .retry(.tokenUnavailable): .answered
        case .retry: .mayHaveBeenProcessed
        default: .answered
        }
    }

    private static func message(_ envelope: FeishuEnvelope, _ response: FeishuHTTPResponse) -> String {
        guard envelope.code == nil else { return envelope.message }
        let type = response.header("Content-Type").map { PlainText.bounded($0, limit: 64) } ?? "no content type"
        return "not Feishu's envelope (HTTP \(response.status), \(type), \(response.body.count) bytes): "
            + envelope.message
    }
}
