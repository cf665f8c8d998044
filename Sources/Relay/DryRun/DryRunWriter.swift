import ApprovalContract
import FeishuAPI
import JSON
import Kafka
import Routing

/// Makes the records of a dry run: one for each command that would be carried out, or one for an event that has none.
///
/// Confined to the stage's thread: it owns a buffer. All of its records are for one topic, which nothing else is written to.
final class DryRunWriter {
    let topic: String
    private let source: String
    private let hosts: FeishuHosts
    private let maximumCommandBytes: Int
    private let results: ResultWriter
    private var writer = JSONWriter(capacity: 8192)

    /// - Parameter results: by which it is known where a run would answer.
    init(_ settings: RelayConfiguration, hosts: FeishuHosts, results: ResultWriter) {
        topic = settings.dryRunTopic
        source = settings.source
        maximumCommandBytes = settings.route.maximumCommandBytes
        self.hosts = hosts
        self.results = results
    }

    private static let headers = [
        RecordHeader(name: "content-type", text: "application/cloudevents+json; charset=UTF-8"),
        // For a reader that decides by headers.
        RecordHeader(name: "approval-dry-run", text: "true"),
    ]

    /// The records that answer an event, in the order of its commands.
    ///
    /// - Parameters:
    ///   - decision: as ``refusingTooLarge(_:)`` gives it.
    ///   - now: epoch milliseconds.
    func records(for decision: Decision, of record: EventRecord, work: WorkTicket, at now: Int64) -> [OutputRecord] {
        answers(to: decision, at: now).map { answer in
            writer.removeAll()
            answer.write(to: &writer, source: source)
            return OutputRecord(
                topic: topic, key: record.key.map { Array($0) } ?? answer.subject.map { Array($0.utf8) },
                value: writer.bytes(), headers: Self.headers + (answer.trace?.fields.map { RecordHeader($0) } ?? []),
                purpose: .result, work: work)
        }
    }

    private func answers(to decision: Decision, at now: Int64) -> [DryRunAnswer] {
        switch decision {
        case .rejected(let rejection):
            let topic = results.topic(replyTo: rejection.replyTo, source: rejection.event.source)
            return [DryRunAnswer(.wouldReject, like: RelayResult(rejecting: rejection, at: now), answerTopic: topic)]
        case .nothing(let event, let subject, let warnings):
            var result = RelayResult(withoutCommands: event, subject: subject, at: now)
            result.warnings = warnings
            let topic = results.topic(replyTo: event.replyTo, source: event.source)
            return [DryRunAnswer(.wouldDoNothing, like: result, answerTopic: topic)]
        case .commands(let commands, let event):
            let topic = results.topic(replyTo: event.replyTo, source: event.source)
            return commands.map { command in
                let endpoint = command.kind.endpoint
                let request = PlannedRequest(
                    method: endpoint.method.rawValue, url: hosts.url(of: endpoint), body: command.body)
                return DryRunAnswer(
                    command, request: request, undetermined: command.undetermined, answerTopic: topic, at: now)
            }
        }
    }

    /// What is right as an event, and too large as a command.
    func refusingTooLarge(_ decision: Decision) -> Decision {
        guard case .commands(let commands, let event) = decision,
            let reason = Reason.tooLarge(commands, limit: maximumCommandBytes, with: &writer)
        else { return decision }
        return .rejected(Rejection(event, reason))
    }

    /// What to write in place of an answer that is too large for the topic; `nil` for what another reason keeps from it, and waits.
    func replacement(for record: OutputRecord, after error: KafkaError) -> OutputRecord? {
        guard !error.isFatal, error.isOfTheRecord, !record.isShortened else { return nil }
        return ResultWriter.shortened(record)
    }
}
