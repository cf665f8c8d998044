/// What is known of a call when a run is over.
public struct CallRecord: Sendable {
    public enum Result: String, Sendable {
        case applied
        /// Throttled by Feishu.
        case refused
        /// No answer, or one that is a failure.
        case failed
        /// It never reached Feishu.
        case unsent
    }

    /// Of the process.
    public let replica: Int
    public let start: Duration
    /// When Feishu counted it; `nil` if it never came there.
    public internal(set) var arrival: Duration?
    /// When the process knew its end; `nil` if it never did.
    public internal(set) var end: Duration?
    public internal(set) var result = Result.unsent
    public let isBorrowed: Bool
}
