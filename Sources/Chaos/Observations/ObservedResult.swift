public import JSON

/// An answer, in the default topic or in a reply topic.
public struct ObservedResult: Sendable {
    public var place: RecordPlace
    /// Epoch milliseconds, the broker's.
    public var appendedAt: Int64
    /// The command's, or one that is derived from an event without commands.
    public var id: String
    public var outcome: String
    public var reason: String?
    public var isOfCommand: Bool
    /// Empty when the record that is answered was no event.
    public var eventID: String
    public var origin: RecordPlace
    public var attempts: Int
    public var messageID: String?
    public var supersededBy: String?

    public init(
        place: RecordPlace, appendedAt: Int64, id: String, outcome: String, reason: String? = nil,
        isOfCommand: Bool = true, eventID: String, origin: RecordPlace, attempts: Int = 1, messageID: String? = nil,
        supersededBy: String? = nil
    ) {
        self.place = place
        self.appendedAt = appendedAt
        self.id = id
        self.outcome = outcome
        self.reason = reason
        self.isOfCommand = isOfCommand
        self.eventID = eventID
        self.origin = origin
        self.attempts = attempts
        self.messageID = messageID
        self.supersededBy = supersededBy
    }

    /// Nil when the record is no answer.
    public init?(_ json: JSONValue, place: RecordPlace, appendedAt: Int64) {
        guard let id = json["id"]?.stringValue, let data = json["data"], let outcome = data["outcome"]?.stringValue
        else { return nil }
        let event = data["event"]
        self.init(
            place: place, appendedAt: appendedAt, id: id, outcome: outcome,
            reason: data["reason"]?["code"]?.stringValue, isOfCommand: data["command"]?.object != nil,
            eventID: event?["id"]?.stringValue ?? "", origin: event.map { RecordPlace(reading: $0) } ?? place,
            attempts: Int(clamping: data["attempts"]?.int64 ?? 0), messageID: data["message_id"]?.stringValue,
            supersededBy: data["superseded_by"]?.stringValue)
    }
}
