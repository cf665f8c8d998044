import JSON
import Kafka

/// Turns records into observations. Lives on the consumer's thread.
final class RecordReader {
    enum Observation {
        case event(Int, RecordPlace, at: Int64)
        case command(ObservedCommand)
        case result(ObservedResult)
        case deadLetter(ObservedDeadLetter)
        case receipt(ObservedReceipt)
        case parking(ObservedParking)

        func tell(_ oracle: inout Oracle) {
            switch self {
            case .event(let number, let place, let time): oracle.published(number, at: place, milliseconds: time)
            case .command(let command): oracle.observe(command)
            case .result(let result): oracle.observe(result)
            case .deadLetter(let letter): oracle.observe(letter)
            case .receipt(let receipt): oracle.observe(receipt)
            case .parking(let parking): oracle.observe(parking)
            }
        }
    }

    private let topics: RunTopics
    private let lanes: [String: Lane]
    private let receiptLanes: [String: Lane]
    private let parser = JSONParser(refusesDuplicateKeys: false)

    init(_ topics: RunTopics) {
        self.topics = topics
        var lanes: [String: Lane] = [:]
        var receiptLanes: [String: Lane] = [:]
        for lane in Lane.allCases {
            lanes[topics.commands(lane)] = lane
            lanes[topics.bulkCommands(lane)] = lane
            receiptLanes[topics.receipts(lane)] = lane
        }
        self.lanes = lanes
        self.receiptLanes = receiptLanes
    }

    /// Nil for what no oracle can judge.
    func read(_ record: ConsumerRecord) -> Observation? {
        let topic = record.topic
        let place = RecordPlace(topic, record.partition, record.offset)
        let time = record.timestampMilliseconds ?? 0
        if topic == topics.deadLetters {
            return .deadLetter(ObservedDeadLetter(record.headers, place: place, appendedAt: time))
        }
        if topic == topics.parked {
            return ObservedParking(record.headers, place: place, appendedAt: time).map { .parking($0) }
        }
        if topic == topics.events {
            return record.headers.text(LoadProducer.numberHeader).flatMap { Int($0) }.map {
                .event($0, place, at: time)
            }
        }
        let json = record.value.flatMap { try? parser.parse($0) }
        if let lane = receiptLanes[topic] {
            return ObservedReceipt(
                key: record.key.map { String(decoding: $0, as: UTF8.self) } ?? "", json: json,
                claimHeader: record.headers.text("approval-claim"), lane: lane, place: place, appendedAt: time
            ).map { .receipt($0) }
        }
        guard let json else { return nil }
        if let lane = lanes[topic] {
            return ObservedCommand(json, lane: lane, place: place, appendedAt: time).map { .command($0) }
        }
        return ObservedResult(json, place: place, appendedAt: time).map { .result($0) }
    }
}
