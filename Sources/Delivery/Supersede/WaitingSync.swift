public import ApprovalContract
public import FeishuTypes

/// A sync that waits for its turn, and what decides what may go with it. Its body stays with the caller.
public struct WaitingSync: Sendable, Hashable {
    /// A dead letter that an operator put back into its lane.
    public struct Replay: Sendable, Hashable {
        /// The version that it had when it became a dead letter, if its header says so.
        public var version: Int64?

        public init(version: Int64?) { self.version = version }
    }

    public var commandID: String
    public var header: SyncHeader
    public var codeKind: CodeKind
    public var priority: Priority
    public var sequence: String?
    /// Epoch milliseconds: too old once this has passed.
    public var expiry: Int64?
    /// Epoch milliseconds (``SyncClock``).
    public var routedAt: Int64
    public var replay: Replay?
    /// Whether its call has failed, in this process or before it: no later sync joins it, so that its attempts go on being counted and
    /// none is counted for a sync that wasn't there.
    public var hasFailed = false
    /// On the clock that the ledger is asked with.
    public var arrivedAt: Duration
    /// Names it in what the ledger answers; given by the ledger.
    public internal(set) var ticket = 0
    /// Given by the ledger.
    public internal(set) var version: Int64 = 0

    public init(
        commandID: String, header: SyncHeader, codeKind: CodeKind = .custom, priority: Priority = .live,
        sequence: String? = nil, expiry: Int64? = nil, routedAt: Int64, replay: Replay? = nil, arrivedAt: Duration
    ) {
        self.commandID = commandID
        self.header = header
        self.codeKind = codeKind
        self.priority = priority
        self.sequence = sequence
        self.expiry = expiry
        self.routedAt = routedAt
        self.replay = replay
        self.arrivedAt = arrivedAt
    }

    /// Of a command that was read.
    public init(
        _ command: Command, header: SyncHeader, replay: Replay? = nil, hasFailed: Bool = false, arrivedAt: Duration
    ) {
        self.init(
            commandID: command.id, header: header, codeKind: command.codeKind, priority: command.priority,
            sequence: command.sequence, expiry: command.expiry, routedAt: command.routedAt, replay: replay,
            arrivedAt: arrivedAt)
        self.hasFailed = hasFailed
    }

    func mayBeFollowed(by newer: WaitingSync) -> Bool {
        !hasFailed && codeKind == newer.codeKind && header.mayBeFollowed(by: newer.header)
    }
}
