/// Why there is no answer. Two questions matter to who retries, and each has a field: what went wrong (`code`) and whether
/// the server can have seen the request (`reach`).
public struct HTTPTransportError: Error, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case couldNotResolve
        case couldNotConnect
        /// The handshake failed, or the certificate was not accepted.
        case tls
        case timedOut
        /// The connection broke: reset, closed inside the answer, or a protocol error of HTTP/2.
        case connectionReset
        /// The server closed the connection without a byte of answer.
        case emptyAnswer
        case bodyTooLarge
        case headersTooLarge
        /// The task was cancelled.
        case cancelled
        /// The transport is closing or closed.
        case closed
        case invalidURL
        /// A header that can't be sent, or that the transport sets itself.
        case invalidRequest
        /// A setting of the transport is wrong; the message names it. Thrown by the initialiser only.
        case invalidConfiguration
        /// A scheme that the configuration doesn't allow, or that libcurl was built without.
        case unsupported
        case other
    }

    public enum Reach: String, Sendable, Hashable {
        /// Certain: no byte of the request left this process. A repeat can't have a second effect.
        case neverSent
        /// The request was handed to a connection, in part or whole, and may have had its effect.
        case mayHaveBeenProcessed
    }

    public var code: Code
    public var reach: Reach
    /// What was tried, where and what came of it. The URL stands in it without user, query and fragment.
    public var message: String
    /// libcurl's `CURLcode`; 0: the failure is not libcurl's.
    public var curlCode: Int32
    public var timings: HTTPTimings?

    public init(
        code: Code, reach: Reach = .neverSent, message: String, curlCode: Int32 = 0, timings: HTTPTimings? = nil
    ) {
        self.code = code
        self.reach = reach
        self.message = message
        self.curlCode = curlCode
        self.timings = timings
    }

    public var description: String { "\(code.rawValue) (\(reach.rawValue)): \(message)" }
}
