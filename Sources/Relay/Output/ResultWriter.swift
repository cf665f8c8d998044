import ApprovalContract
import JSON
import Kafka

/// Makes the records that answer events and commands. Confined to one stage's thread: it owns a buffer.
final class ResultWriter {
    private let names: TopicNames
    private let source: String
    private let relayVersion: String
    private let group: String
    private let replyAllowed: (String) -> Bool
    private let replyBySource: [(source: String, topic: String)]
    /// Of the topic of dead letters; a record keeps its partition number modulo this.
    private let deadLetterPartitions: Int
    private var writer = JSONWriter(capacity: 4096)

    init(
        topics: TopicSettings, source: String, relayVersion: String, group: String, deadLetterPartitions: Int,
        replyAllowed: @escaping (String) -> Bool
    ) {
        names = TopicNames(prefix: topics.prefix)
        self.source = source
        self.relayVersion = relayVersion
        self.group = group
        self.replyAllowed = replyAllowed
        replyBySource = topics.replyBySource
        self.deadLetterPartitions = max(1, deadLetterPartitions)
    }

    private static let headers = [
        RecordHeader(name: "content-type", text: "application/cloudevents+json; charset=UTF-8")
    ]

    var defaultTopic: String { names.results }

    /// The record of a result. Its topic is the event's allowed `replyto`, else the one of its source, else the default.
    func record(
        for result: RelayResult, replyTo: String?, key: ArraySlice<UInt8>?, work: WorkTicket
    ) -> OutputRecord {
        writer.removeAll()
        result.write(to: &writer, source: source)
        return OutputRecord(
            topic: topic(replyTo: replyTo, source: result.event.source),
            key: key.map { Array($0) } ?? result.subject.map { Array($0.utf8) }, value: writer.bytes(),
            headers: Self.headers(with: result.trace), purpose: .result, work: work)
    }

    /// The record that says that an event's commands are written; it goes where their results will.
    func record(for acceptance: Acceptance, replyTo: String?, work: WorkTicket) -> OutputRecord {
        writer.removeAll()
        acceptance.write(to: &writer, source: source)
        return OutputRecord(
            topic: topic(replyTo: replyTo, source: acceptance.event.source),
            key: acceptance.subject.map { Array($0.utf8) }, value: writer.bytes(),
            headers: Self.headers(with: acceptance.trace), purpose: .result, work: work)
    }

    private static func headers(with trace: TraceHeaders?) -> [RecordHeader] {
        guard let trace else { return headers }
        return headers + trace.fields.map { RecordHeader($0) }
    }

    /// Where an event's results go.
    func topic(replyTo: String?, source: String?) -> String {
        if let replyTo, replyAllowed(replyTo) { return replyTo }
        if let source {
            for rule in replyBySource {
                let matches =
                    rule.source.hasSuffix("*") ? source.hasPrefix(rule.source.dropLast()) : rule.source == source
                if matches { return rule.topic }
            }
        }
        return names.results
    }

    /// The record that was set aside, untouched but for the headers that say why.
    func record(
        for letter: DeadLetter, key: ArraySlice<UInt8>?, value: ArraySlice<UInt8>?, headers: [RecordField],
        work: WorkTicket
    ) -> OutputRecord {
        OutputRecord(
            topic: names.deadLetters, partition: letter.origin.partition % Int32(clamping: deadLetterPartitions),
            key: key.map { Array($0) }, value: value.map { Array($0) },
            headers: letter.headers(after: headers, relayVersion: relayVersion).map { RecordHeader($0) },
            purpose: .deadLetter, work: work)
    }

    /// What to write in place of a result that its topic won't take: one that is too large is cut down, one that a reply topic refuses
    /// goes to the default topic. `nil` when nothing is left to try.
    func replacement(for record: OutputRecord, after error: KafkaError) -> OutputRecord? {
        guard record.purpose == .result, !error.isFatal else { return nil }
        if error.isOfTheRecord, !record.isShortened, let short = Self.shortened(record) { return short }
        return record.topic == defaultTopic ? nil : fallback(for: record, because: error.description)
    }

    /// The same result for the default topic, when its own won't take it.
    private func fallback(for record: OutputRecord, because reason: String) -> OutputRecord {
        OutputRecord(
            topic: names.results, key: record.key, value: record.value,
            headers: record.headers + [
                RecordHeader(name: "approval-result-intended-topic", text: record.topic),
                RecordHeader(name: "approval-result-fallback-reason", text: reason),
            ], purpose: record.purpose, work: record.work, isShortened: record.isShortened)
    }

    /// The same result without what may be long: warnings, differences, violations, Feishu's words, a request's body.
    static func shortened(_ record: OutputRecord) -> OutputRecord? {
        guard let value = record.value, let short = ShortResult.cut(value) else { return nil }
        return OutputRecord(
            topic: record.topic, key: record.key, value: short,
            headers: record.headers + [RecordHeader(name: "approval-result-truncated", text: "true")],
            purpose: record.purpose, work: record.work, isShortened: true)
    }
}
