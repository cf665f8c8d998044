public import FeishuTypes

/// One intended Feishu effect: what travels between the two stages.
///
/// Commands live long (a monthly quota may hold them for weeks), so fields are only ever added to this format, and a
/// reader that meets a greater `version` than it knows stops at it.
public struct Command: Sendable {
    /// The format that this build writes, and the newest that it reads.
    public static let currentVersion = 1

    public var version = Command.currentVersion
    /// See ``CommandID``.
    public var id: String
    public var kind: CommandKind
    /// Alias of the Feishu app.
    public var app: String
    /// The approval: an instance id, a custom definition code, or what stands for them.
    public var key: String
    /// Which of several effects of one kind this is: `task:<id>`, `initiator:<template>`…; empty for a sync.
    public var slot: String
    /// Position among, and number of, the commands of the event.
    public var index: Int
    public var count: Int
    public var event: EventReference
    public var sequence: String?
    public var priority: Priority
    public var replyTo: String?
    public var correlationID: String?
    public var trace: TraceHeaders?
    /// Epoch milliseconds.
    public var expiry: Int64?
    public var warnings: [FieldProblem]
    /// Epoch milliseconds.
    public var routedAt: Int64
    /// For a sync: which code its `approval_code` is.
    public var codeKind: CodeKind
    /// For an update that names no message id: the slot that the card was sent for.
    public var targetSlot: String?
    /// For a card that may have quick-approval buttons of its definition.
    public var cardOrigin: CardOrigin?
    /// For a definition: what its tasks and cards have for quick approval (`QuickApproval`), as JSON.
    public var quickApproval: CommandBody?
    public var body: CommandBody

    public init(
        id: String, kind: CommandKind, app: String, key: String, slot: String = "", index: Int = 0, count: Int = 1,
        event: EventReference, sequence: String? = nil, priority: Priority = .live, replyTo: String? = nil,
        correlationID: String? = nil, trace: TraceHeaders? = nil, expiry: Int64? = nil,
        warnings: [FieldProblem] = [], routedAt: Int64 = 0, codeKind: CodeKind = .custom, targetSlot: String? = nil,
        body: CommandBody
    ) {
        self.id = id
        self.kind = kind
        self.app = app
        self.key = key
        self.slot = slot
        self.index = index
        self.count = count
        self.event = event
        self.sequence = sequence
        self.priority = priority
        self.replyTo = replyTo
        self.correlationID = correlationID
        self.trace = trace
        self.expiry = expiry
        self.warnings = warnings
        self.routedAt = routedAt
        self.codeKind = codeKind
        self.targetSlot = targetSlot
        self.body = body
    }

    public var lane: Lane { kind.lane }

    /// The record key: `app:key`, since instance ids are unique within one app only. An alias has no colon, so that the
    /// first one parts the two.
    public var recordKey: String { app + ":" + key }
}
