import ApprovalContract
import Kafka

/// A command record that waits for its turn or has it. The record is decoded when its turn comes.
struct Job {
    let work: WorkTicket
    let lane: Lane
    let key: LaneKey
    /// Whether it is of the topic for what nobody waits for.
    let isBulk: Bool
    /// As it stands in its lane, though it may have been read from the parked topic.
    let record: ConsumerRecord
    /// On the stage's clock.
    let arrivedAt: Duration
    /// What the parked topic says of it; nil for one that was read from its lane.
    var parking: Parking?

    var lanePartition: LanePartition { LanePartition(lane: lane, partition: record.partition) }

    /// Put back by an operator, from the dead letters: it is to be tried again.
    var isReplay: Bool { record.headers[last: DeadLetter.stageHeader] != nil }

    var origin: EventOrigin {
        EventOrigin(
            topic: record.topic, partition: record.partition, offset: record.offset,
            timestamp: record.timestampMilliseconds)
    }
}
