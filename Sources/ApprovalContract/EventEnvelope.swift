public import FeishuTypes
public import JSON

/// A CloudEvents 1.0 event with the attributes that the relay uses.
public struct EventEnvelope: Sendable {
    public var id: String
    public var source: String
    public var type: EventType
    public var subject: String?
    /// The attribute `time` in epoch milliseconds, else the record's timestamp.
    public var time: Int64?
    /// Alias of a configured Feishu app; `nil` stands for the default one.
    public var app: String?
    public var correlationID: String?
    public var trace: TraceHeaders?
    public var replyTo: String?
    /// Epoch milliseconds after which the event is not worth an effect any more.
    public var expiry: Int64?
    public var priority: Priority
    /// The upstream's own order of one instance's events; compared as text.
    public var sequence: String?
    /// Whether `approval.result.accepted` is wanted.
    public var wantsAcceptance: Bool
    public var data: JSONValue
    public var origin: EventOrigin
    /// What was accepted but is worth a word.
    public var warnings: [FieldProblem]

    public init(
        id: String, source: String, type: EventType, subject: String? = nil, time: Int64? = nil, app: String? = nil,
        correlationID: String? = nil, trace: TraceHeaders? = nil, replyTo: String? = nil, expiry: Int64? = nil,
        priority: Priority = .live, sequence: String? = nil, wantsAcceptance: Bool = false, data: JSONValue,
        origin: EventOrigin, warnings: [FieldProblem] = []
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.app = app
        self.correlationID = correlationID
        self.trace = trace
        self.replyTo = replyTo
        self.expiry = expiry
        self.priority = priority
        self.sequence = sequence
        self.wantsAcceptance = wantsAcceptance
        self.data = data
        self.origin = origin
        self.warnings = warnings
    }

    public var reference: EventReference {
        EventReference(id: id, source: source, type: type.rawValue, origin: origin, time: time)
    }
}
