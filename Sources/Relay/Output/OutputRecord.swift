import ApprovalContract
import Kafka

/// A record that a stage wants in Kafka, and whose arrival something waits for. Kept until it is acknowledged, so that it can
/// be written again; an object, since it passes through several hands.
final class OutputRecord {
    enum Purpose: String {
        case command
        case result
        case deadLetter = "dead letter"
        case receipt
        case parked
    }

    let topic: String
    let partition: Int32?
    /// Nil while the producer has the record.
    private(set) var key: [UInt8]?
    private(set) var value: [UInt8]?
    let headers: [RecordHeader]
    let purpose: Purpose
    /// Whether it is a result that was cut down to what identifies it.
    let isShortened: Bool
    /// Whether it is on its way without another in its batch.
    var isAlone = false
    /// Whether it was refused and is not written yet.
    var isHeldBack = false
    /// Whether it was refused for its own size.
    var isTooLarge = false
    /// Whose offset may not pass before this record is acknowledged.
    let work: WorkTicket

    init(
        topic: String, partition: Int32? = nil, key: [UInt8]?, value: [UInt8]?, headers: [RecordHeader] = [],
        purpose: Purpose, work: WorkTicket, isShortened: Bool = false
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.purpose = purpose
        self.work = work
        self.isShortened = isShortened
    }

    /// The producer has a copy, and gives it back if it can't deliver it.
    func handOver() {
        key = nil
        value = nil
    }

    func takeBack(_ record: ReturnedRecord?) {
        guard let record else { return }
        key = record.key
        value = record.value
    }

    var producerRecord: ProducerRecord {
        ProducerRecord(topic: topic, partition: partition, key: key, value: value, headers: headers)
    }
}
