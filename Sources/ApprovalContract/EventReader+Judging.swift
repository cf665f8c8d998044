import FeishuTypes
import JSON

// What an envelope must have.
extension EventReader {
    func judge(_ record: EventRecord, _ findings: EnvelopeFindings) -> EventReading {
        let found = findings.attributes
        let data = findings.data
        let isBinary = findings.isBinary
        var problems = findings.problems
        var warnings = findings.warnings
        func path(_ name: String) -> String { isBinary ? "header ce_\(name)" : name }
        func required(_ name: String, _ value: String?, _ problems: inout [FieldProblem]) -> String {
            if let value, !value.isEmpty { return value }
            problems.append(
                FieldProblem(
                    path: path(name), problem: "expected a non-empty string, found \(value == nil ? "nothing" : "\"\"")"
                ))
            return ""
        }
        let version = required("specversion", found.specversion, &problems)
        if !version.isEmpty, version != "1.0" {
            problems.append(
                FieldProblem(path: path("specversion"), problem: "expected \"1.0\", found \(Self.quoted(version))"))
        }
        let id = required("id", found.id, &problems)
        let source = required("source", found.source, &problems)
        let typeName = required("type", found.type, &problems)

        func time(_ name: String, _ text: String?, _ problems: inout [FieldProblem]) -> Int64? {
            guard let text else { return nil }
            if let time = RFC3339.milliseconds(text) { return time }
            problems.append(
                FieldProblem(
                    path: path(name),
                    problem: "expected an RFC 3339 time such as 2026-03-01T09:30:00+08:00, found \(Self.quoted(text))"))
            return nil
        }
        func notEmpty(_ name: String, _ value: String?, _ problems: inout [FieldProblem]) {
            guard value?.isEmpty == true else { return }
            problems.append(FieldProblem(path: path(name), problem: "must not be empty; leave it out"))
        }
        notEmpty("subject", found.subject, &problems)
        notEmpty("app", found.app, &problems)
        notEmpty("sequence", found.sequence, &problems)
        let eventTime = time("time", found.time, &problems)
        let expiry = time("expirytime", found.expiry, &problems)
        var priority = Priority.live
        if let text = found.priority {
            if let known = Priority(rawValue: text) {
                priority = known
            } else {
                problems.append(
                    FieldProblem(path: path("priority"), problem: "expected live or bulk, found \(Self.quoted(text))"))
            }
        }
        if let notice = found.notice, notice != "accepted" {
            problems.append(
                FieldProblem(path: path("notice"), problem: "expected \"accepted\", found \(Self.quoted(notice))"))
        }
        if let parent = found.traceparent, !TraceHeaders.isValid(traceparent: parent) {
            warnings.append(
                FieldProblem(
                    path: path("traceparent"),
                    problem: "expected a W3C traceparent, found \(Self.quoted(parent)); it is not carried on",
                    severity: .warning))
        }
        if let data, data.object == nil {
            problems.append(FieldProblem(path: "data", problem: "expected an object, found \(data.kind)"))
        } else if data == nil {
            problems.append(FieldProblem(path: "data", problem: "expected an object, found nothing"))
        }

        let type = EventType(rawValue: typeName)
        if type == nil, !typeName.isEmpty {
            var problem = "unknown event type \(Self.quoted(typeName))"
            if let near = Self.types.nearest(to: typeName) { problem += "; did you mean \(near)?" }
            problems.append(FieldProblem(path: path("type"), problem: problem))
        }
        func envelope(_ type: EventType, _ data: JSONValue) -> EventEnvelope {
            EventEnvelope(
                id: id, source: source, type: type, subject: found.subject,
                time: eventTime ?? record.origin.timestamp, app: found.app, correlationID: found.correlationID,
                trace: Self.trace(of: record, found), replyTo: found.replyTo, expiry: expiry, priority: priority,
                sequence: found.sequence, wantsAcceptance: found.notice != nil, data: data, origin: record.origin,
                warnings: warnings)
        }
        problems += Self.omission(of: findings.omittedProblems, .error)
        warnings += Self.omission(of: findings.omittedWarnings, .warning)
        if problems.isEmpty, let type, let data { return .event(envelope(type, data)) }

        var attributes = found
        if id.isEmpty { attributes.id = nil }
        if source.isEmpty { attributes.source = nil }
        let reason = Self.reason(for: problems, omitted: findings.omittedProblems, found)
        guard let type, let data, data.object != nil else { return .rejected(rejection(record, attributes, reason)) }
        return .flawed(envelope(type, data), rejection(record, attributes, reason))
    }

    /// Says how many more there are than are listed.
    private static func omission(of count: Int, _ severity: FieldProblem.Severity) -> [FieldProblem] {
        count == 0
            ? [] : [FieldProblem(path: "", problem: "and \(count) more, which are not listed", severity: severity)]
    }

    private static func reason(for problems: [FieldProblem], omitted: Int, _ found: EventAttributes) -> Reason {
        if found.specversion == nil, found.id == nil, found.source == nil, found.type == nil {
            return Reason(
                .undecodable,
                "The record is no CloudEvents 1.0 event: neither its headers (ce_specversion, …) nor its value "
                    + "(specversion, id, source, type, data) say so.", violations: problems)
        }
        if let type = found.type, !type.isEmpty, EventType(rawValue: type) == nil {
            return Reason(
                .unknownType, "The event's type is none of those that the relay knows.", violations: problems)
        }
        // One entry stands for those that are not listed.
        let count = problems.count + max(0, omitted - 1)
        return Reason(
            .invalid, "The event's envelope has \(count) violation\(count == 1 ? "" : "s").", violations: problems)
    }

    private static let types = JSONKeyTable(EventType.allCases.map(\.rawValue))

    /// What was found, quoted and bounded, for a message.
    static func quoted(_ text: String) -> String {
        text.count > 80 ? "\"\(text.prefix(80))…\"" : "\"\(text)\""
    }
}
