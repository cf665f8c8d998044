import ApprovalContract
import FeishuTypes
import JSON
import Routing

/// Judges events of files as the first stage judges records, without Kafka and without Feishu.
///
/// Not Sendable: it owns a parser, and knows the events that it has seen.
public final class EventCheck {
    private let settings: RelayConfiguration
    private let reader: EventReader
    private let router: Router
    private let parser: JSONParser
    private var writer = JSONWriter(capacity: 8192)
    /// Where each pair of `source` and `id` was seen first.
    private var seen: [EventName: String] = [:]

    private struct EventName: Hashable {
        var source: String
        var id: String
    }

    public init(_ settings: RelayConfiguration) {
        self.settings = settings
        let limits = JSONLimits(maximumSize: settings.topics.maximumRecordBytes)
        reader = EventReader(limits: limits)
        parser = JSONParser(limits: limits)
        router = Router(settings.routing)
    }

    /// - Parameters:
    ///   - bytes: a whole file: an event, an array of events, or an event on each line.
    ///   - name: the file's, for the places of repeats.
    ///   - now: epoch milliseconds, by which events may have expired.
    public func check(_ bytes: [UInt8], name: String, at now: Int64) -> [CheckedEvent] {
        EventFile(bytes).entries.map { entry in
            var event = check(entry, name, now)
            // Of those on one line, the first found comes first.
            event.findings = event.findings.enumerated()
                .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
            return event
        }
    }

    private func check(_ entry: EventFile.Entry, _ name: String, _ now: Int64) -> CheckedEvent {
        let record = EventRecord(
            origin: EventOrigin(topic: settings.topics.events.first ?? "", partition: 0, offset: 0, timestamp: now),
            key: nil, value: entry.bytes[...])
        var event = CheckedEvent(line: entry.places.line(of: entry.base), commands: [], findings: [])
        if entry.bytes.count > settings.topics.maximumEventBytes {
            event.reason = Reason(
                .tooLarge,
                "The event has \(entry.bytes.count) bytes; its topic takes at most \(settings.topics.maximumEventBytes) "
                    + "(topics.maximum_event_bytes).")
            return event
        }
        switch router.decide(on: reader.read(record), at: now) {
        case .rejected(let rejection):
            event.id = rejection.event.id
            event.type = rejection.event.type
            event.reason = rejection.reason
            let line = rejection.reason.code == .undecodable ? faultLine(entry) : nil
            if let line { event.line = line }
            event.findings = rejection.reason.violations.map { finding($0, entry, line) }
        case .nothing(let envelope, _, let warnings):
            describe(envelope, &event)
            event.findings = warnings.map { finding($0, entry, nil) }
        case .commands(let commands, let envelope):
            describe(envelope, &event)
            event.findings = commands[0].warnings.map { finding($0, entry, nil) }
            event.commands = commands.map { RelayResult.CommandReference($0) }
            if let reason = Reason.tooLarge(commands, limit: settings.route.maximumCommandBytes, with: &writer) {
                event.reason = reason
                event.commands = []
            }
            noteRepeat(of: envelope, "\(name):\(event.line)", &event)
        }
        return event
    }

    private func describe(_ envelope: EventEnvelope, _ event: inout CheckedEvent) {
        event.id = envelope.id
        event.type = envelope.type.rawValue
    }

    /// A second event of a name makes commands of the same ids, which are carried out once.
    private func noteRepeat(of envelope: EventEnvelope, _ place: String, _ event: inout CheckedEvent) {
        let name = EventName(source: envelope.source, id: envelope.id)
        guard let first = seen[name] else {
            seen[name] = place
            return
        }
        event.findings.append(
            CheckedEvent.Finding(
                line: event.line,
                problem: FieldProblem(
                    path: "id",
                    problem: "is that of the event at \(first), with the same source: it counts for a repeat",
                    severity: .warning)))
    }

    private func finding(_ problem: FieldProblem, _ entry: EventFile.Entry, _ line: Int?) -> CheckedEvent.Finding {
        let inside = problem.path.hasPrefix("$.") ? String(problem.path.dropFirst(2)) : problem.path
        let path = entry.base.isEmpty || inside.isEmpty ? entry.base + inside : "\(entry.base).\(inside)"
        return CheckedEvent.Finding(line: line ?? entry.places.line(of: path), problem: problem)
    }

    /// Where what isn't JSON stops being it.
    private func faultLine(_ entry: EventFile.Entry) -> Int? {
        guard entry.base.isEmpty else { return nil }
        do {
            _ = try parser.parse(entry.bytes)
            return nil
        } catch {
            return error.offset.map { entry.places.line(ofByte: $0) }
        }
    }
}
