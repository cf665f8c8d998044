/// Why no complete answer arrived, and whether Feishu may have acted on the request nevertheless.
public struct FeishuTransportError: Error, Sendable, Hashable {
    public let kind: Kind
    /// How far the request came. Only a transport knows, so it says.
    public let reach: FeishuCallReach
    /// The library's own words; holds no header and no body.
    public let message: String

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case nameNotResolved = "name_not_resolved"
        case connectFailed = "connect_failed"
        case tlsFailed = "tls_failed"
        case timedOut = "timed_out"
        case connectionLost = "connection_lost"
        case answerTooLarge = "answer_too_large"
        case badAnswer = "bad_answer"
        case cancelled
        /// The transport is shut down or could not take the request.
        case unavailable
    }

    public init(_ kind: Kind, reach: FeishuCallReach, message: String = "") {
        self.kind = kind
        self.reach = reach
        self.message = message
    }
}

extension FeishuTransportError: CustomStringConvertible {
    public var description: String {
        message.isEmpty ? "\(kind.rawValue) (\(reach.rawValue))" : "\(kind.rawValue) (\(reach.rawValue)): \(message)"
    }
}
