import ApprovalContract
import Kafka

/// A record that a stage wants in Kafka, and whose arrival something waits for.
struct OutputRecord {
    enum Purpose: String {
        case command
        case result
        case deadLetter = "dead letter"
        case receipt
    }

    var topic: String
    var partition: Int32?
    var key: [UInt8]?
    var value: [UInt8]?
    var headers: [RecordHeader]
    var purpose: Purpose
    /// Whose offset may not pass before this record is acknowledged.
    var work: WorkTicket

    init(
        topic: String, partition: Int32? = nil, key: [UInt8]?, value: [UInt8]?, headers: [RecordHeader] = [],
        purpose: Purpose, work: WorkTicket
    ) {
        self.topic = topic
        self.partition = partition
        self.key = key
        self.value = value
        self.headers = headers
        self.purpose = purpose
        self.work = work
    }

    var producerRecord: ProducerRecord {
        ProducerRecord(topic: topic, partition: partition, key: key, value: value, headers: headers)
    }
}
