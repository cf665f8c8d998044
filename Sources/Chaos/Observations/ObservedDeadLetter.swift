public import Kafka

/// A record that was set aside.
public struct ObservedDeadLetter: Sendable {
    public var place: RecordPlace
    /// Epoch milliseconds, the broker's.
    public var appendedAt: Int64
    public var reason: String
    /// Nil for a record of an events topic.
    public var commandID: String?
    public var eventID: String?
    /// The record that failed.
    public var origin: RecordPlace

    public init(
        place: RecordPlace, appendedAt: Int64, reason: String, commandID: String? = nil, eventID: String? = nil,
        origin: RecordPlace
    ) {
        self.place = place
        self.appendedAt = appendedAt
        self.reason = reason
        self.commandID = commandID
        self.eventID = eventID
        self.origin = origin
    }

    public init(_ headers: RecordHeaders, place: RecordPlace, appendedAt: Int64) {
        self.init(
            place: place, appendedAt: appendedAt, reason: headers.text("approval-dlq-reason") ?? "",
            commandID: headers.text("approval-dlq-command-id"), eventID: headers.text("approval-dlq-event-id"),
            origin: RecordPlace(
                headers.text("__dlq.errors.topic") ?? "",
                headers.text("__dlq.errors.partition").flatMap { Int32($0) } ?? -1,
                headers.text("__dlq.errors.offset").flatMap { Int64($0) } ?? -1))
    }
}
