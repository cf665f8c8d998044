/// What goes wrong with calls for a time.
public struct Fault: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The connection is refused: nothing is sent.
        case refused
        /// Feishu takes the call and never answers.
        case stall
        /// Feishu answers with a status of 500 or more.
        case error
        /// Feishu throttles the call, whatever its limits.
        case throttle
        /// Feishu refuses the record for good.
        case invalid
    }

    public var kind = Kind.error
    public var from: Duration = .zero
    public var to: Duration = .zero
    /// Of the calls, in percent.
    public var share = 100.0
    /// Only the first so many keys are hit; 0 for all.
    public var keys = 0
    /// The answer's HTTP status, of ``Kind/error`` and ``Kind/throttle``.
    public var status = 503
    /// What a throttle's header says; `nil` for no header.
    public var reset: Duration?

    public init() {}

    func hits(key: Int, at time: Duration) -> Bool { from <= time && time < to && (keys == 0 || key < keys) }

    /// Whether no call at all gets through.
    var isOutage: Bool { kind != .invalid && share >= 100 && keys == 0 }
}
