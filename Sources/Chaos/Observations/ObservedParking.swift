import Kafka

/// A record of the parked topic: a command that was set aside for a while.
public struct ObservedParking: Sendable {
    public var place: RecordPlace
    /// Epoch milliseconds, the broker's.
    public var appendedAt: Int64
    /// Where the command stood in its lane.
    public var origin: RecordPlace

    public init(place: RecordPlace, appendedAt: Int64, origin: RecordPlace) {
        self.place = place
        self.appendedAt = appendedAt
        self.origin = origin
    }

    /// Nil when it doesn't say where the command stood.
    init?(_ headers: RecordHeaders, place: RecordPlace, appendedAt: Int64) {
        guard let topic = headers.text("approval-parked-topic"),
            let offset = headers.text("approval-parked-offset").flatMap({ Int64($0) })
        else { return nil }
        self.init(place: place, appendedAt: appendedAt, origin: RecordPlace(topic, place.partition, offset))
    }
}
