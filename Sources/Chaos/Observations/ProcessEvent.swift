/// What happened to a worker's process.
public struct ProcessEvent: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// With these words for its hooks.
        case started(hooks: String)
        /// It has said who it is.
        case named(incarnation: String)
        case paused
        case resumed
        case asked
        /// Gone; `isExpected` when the harness wanted that end.
        case ended(status: Int32, isExpected: Bool)
    }

    /// Epoch milliseconds.
    public var at: Int64
    public var worker: Int
    public var pid: Int32
    public var kind: Kind

    public init(at: Int64, worker: Int, pid: Int32, kind: Kind) {
        self.at = at
        self.worker = worker
        self.pid = pid
        self.kind = kind
    }
}
