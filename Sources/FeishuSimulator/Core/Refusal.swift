/// A call that Feishu answers with an error.
struct Refusal: Error {
    /// Which of Feishu's error envelopes the body has.
    enum Envelope {
        /// `{code, msg, error{log_id, …}}`: the gateway and the approval API.
        case gateway
        /// `{code, msg}`: the bot API.
        case bare
        /// `{code, data:{}, msg}`: the token calls.
        case token
    }

    struct Violation: Hashable {
        var field: String
        var description: String
    }

    var status: Int
    var code: Int64
    var message: String
    var envelope = Envelope.gateway
    var violations: [Violation] = []
    var headers: [(name: String, value: String)] = []

    /// The token calls answer their failures with HTTP 200 (feishu-api §1.3).
    static func token(_ code: Int64, _ message: String) -> Refusal {
        Refusal(status: 200, code: code, message: message, envelope: .token)
    }

    /// The bot API's refusals (feishu-api §6.6).
    static func message(_ message: String, code: Int64 = 60001) -> Refusal {
        Refusal(status: 200, code: code, message: message, envelope: .bare)
    }
}
