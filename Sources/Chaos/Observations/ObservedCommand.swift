public import JSON

/// A record of a commands topic.
public struct ObservedCommand: Sendable {
    public var place: RecordPlace
    /// Epoch milliseconds, the broker's.
    public var appendedAt: Int64
    public var lane: Lane
    public var id: String
    public var kind: String
    public var key: String
    public var slot: String
    public var index: Int
    public var eventID: String
    /// Where the event was read.
    public var origin: RecordPlace
    /// A sync that replaces all that Feishu has of the instance, and compares no versions.
    public var isReplace: Bool

    public init(
        place: RecordPlace, appendedAt: Int64, lane: Lane, id: String, kind: String, key: String, slot: String = "",
        index: Int = 0, eventID: String, origin: RecordPlace, isReplace: Bool = false
    ) {
        self.place = place
        self.appendedAt = appendedAt
        self.lane = lane
        self.id = id
        self.kind = kind
        self.key = key
        self.slot = slot
        self.index = index
        self.eventID = eventID
        self.origin = origin
        self.isReplace = isReplace
    }

    /// Nil when the record is no command.
    public init?(_ json: JSONValue, lane: Lane, place: RecordPlace, appendedAt: Int64) {
        guard let id = json["id"]?.stringValue, let kind = json["kind"]?.stringValue,
            let key = json["key"]?.stringValue, let event = json["event"], let eventID = event["id"]?.stringValue
        else { return nil }
        self.init(
            place: place, appendedAt: appendedAt, lane: lane, id: id, kind: kind, key: key,
            slot: json["slot"]?.stringValue ?? "", index: Int(json["index"]?.int64 ?? 0), eventID: eventID,
            origin: RecordPlace(reading: event), isReplace: json["body"]?["update_mode"]?.stringValue == "REPLACE")
    }
}

extension RecordPlace {
    /// From `topic`, `partition` and `offset` of an event reference.
    init(reading event: JSONValue) {
        self.init(
            event["topic"]?.stringValue ?? "", Int32(clamping: event["partition"]?.int64 ?? -1),
            event["offset"]?.int64 ?? -1)
    }
}
