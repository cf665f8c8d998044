public import JSON

/// A call in Feishu's journal.
public struct ObservedCall: Sendable {
    public var sequence: Int64
    /// Epoch microseconds.
    public var receivedAt: Int64
    /// When the answer was due; nil if none ever was.
    public var answeredAt: Int64?
    public var api: String
    public var outcome: String
    public var status: Int
    public var code: Int64
    public var fault: String?
    public var commandID: String
    /// The process that called; nil where the request id doesn't say.
    public var incarnation: String?
    public var instanceID: String?
    public var version: Int64?
    public var messageID: String?

    public init(
        sequence: Int64, receivedAt: Int64, answeredAt: Int64?, api: String, outcome: String, status: Int = 200,
        code: Int64 = 0, fault: String? = nil, requestID: String, instanceID: String? = nil, version: Int64? = nil,
        messageID: String? = nil
    ) {
        self.sequence = sequence
        self.receivedAt = receivedAt
        self.answeredAt = answeredAt
        self.api = api
        self.outcome = outcome
        self.status = status
        self.code = code
        self.fault = fault
        self.instanceID = instanceID
        self.version = version
        self.messageID = messageID
        // `<command id>/<incarnation>/<number>`, or `<command id>-<number>`.
        let parts = requestID.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 3 {
            commandID = String(parts[0])
            incarnation = String(parts[1])
        } else {
            commandID = requestID.lastIndex(of: "-").map { String(requestID[..<$0]) } ?? requestID
        }
    }

    /// Nil for calls that aren't a command's, such as those for tokens.
    public init?(_ json: JSONValue) {
        guard let requestID = json["request_id"]?.stringValue, let api = json["api"]?.stringValue,
            let outcome = json["outcome"]?.stringValue, let sequence = json["sequence"]?.int64,
            let received = json["received_at_us"]?.int64, ObservedCall.lanes[api] != nil
        else { return nil }
        self.init(
            sequence: sequence, receivedAt: received, answeredAt: json["answered_at_us"]?.int64, api: api,
            outcome: outcome, status: Int(clamping: json["status"]?.int64 ?? 0), code: json["code"]?.int64 ?? 0,
            fault: json["fault"]?.stringValue, requestID: requestID, instanceID: json["instance_id"]?.stringValue,
            version: json["version"]?.int64, messageID: json["message_id"]?.stringValue)
    }

    /// The calls that commands make.
    static let lanes: [String: Lane] = [
        "definition_create": .definition, "instance_sync": .instance, "message_send": .message,
        "message_update": .message,
    ]

    /// It changed what is stored.
    public var isEffect: Bool { outcome == "applied" || outcome == "partial" }

    /// What the command asks for is there, by this call or by one before it.
    public var isSuccess: Bool { isEffect || outcome == "duplicate" }

    /// An answer that arrived and said that something passing had failed: what counts as an attempt. Throttling and refused
    /// tokens are none, and what the client never read is left out.
    public var isCountedFailure: Bool {
        guard answeredAt != nil, status != 429, !Self.uncounted.contains(code) else { return false }
        return fault == "html" || (fault == "answer" && status >= 500)
    }

    private static let uncounted: Set<Int64> = [99_991_400, 99_991_661, 99_991_663, 99_991_403]
}
