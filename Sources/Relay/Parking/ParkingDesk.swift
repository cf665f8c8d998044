import Delivery
import Kafka

/// What the stage knows of the parked topic's partitions that go with its lanes'. Confined to the stage's thread.
struct ParkingDesk {
    private var partitions: [Int32: ParkedCommands<ParkedKey>] = [:]
    /// Read from the parked topic before the lanes were read so far, in order.
    var waiting: [Int32: FIFO<Job>] = [:]
    /// Where partitions of lanes begin, if they were asked: what lies before can't come any more.
    var floors: [TopicPartition: Int64] = [:]
    /// Since when the parked topic is full of commands that wait; nil while it isn't.
    var fullSince: Duration?

    /// Commands that are parked, or taken from there and not done.
    var count: Int { partitions.values.reduce(0) { $0 + $1.count } }

    mutating func install(_ partition: Int32, _ commands: ParkedCommands<ParkedKey>) {
        partitions[partition] = commands
    }

    mutating func drop(_ partition: Int32) {
        partitions[partition] = nil
        waiting[partition] = nil
        floors = floors.filter { $0.key.partition != partition }
    }

    /// Of a record that was read from a lane.
    func turn(ofLane partition: Int32, _ place: @autoclosure () -> ParkedPlace) -> ParkedCommands<ParkedKey>.Turn {
        guard let commands = partitions[partition], !commands.isEmpty else { return .take }
        let place = place()
        return commands.turn(ofLane: place.key, place.offset)
    }

    /// Of a record that was read from the parked topic; nil where the lanes are not ours.
    mutating func turn(
        ofParked partition: Int32, _ place: ParkedPlace, laneEnd: Int64
    ) -> ParkedCommands<ParkedKey>.Turn? {
        partitions[partition]?.turn(ofParked: place.key, place.offset, laneEnd: laneEnd)
    }

    mutating func parked(_ partition: Int32, _ place: ParkedPlace) {
        partitions[partition]?.parked(place.key, place.offset)
    }

    mutating func finished(_ partition: Int32, _ place: ParkedPlace) {
        partitions[partition]?.finished(place.key, place.offset)
    }
}
