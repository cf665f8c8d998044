import FeishuTypes
public import JSON

/// Reads Kafka records as CloudEvents 1.0 events, binary or structured, and says everything that is wrong with an envelope.
///
/// Not Sendable: it owns a parser whose buffers are reused, one reader per thread.
/// Source: CloudEvents 1.0.2 and its Kafka protocol binding.
public final class EventReader {
    /// Attributes are bounded: what is longer is a violation, not a memory problem of ours.
    static let maximumAttributeBytes = 1024

    private let parser: JSONParser

    /// - Parameter limits: bounds on an event's bytes and depth.
    public init(limits: JSONLimits) {
        parser = JSONParser(limits: limits)
    }

    /// An event, or why the record is none. Never throws: what is wrong with a record is its sender's to know.
    public func read(_ record: EventRecord) -> EventReading {
        var attributes = EventAttributes()
        var problems: [FieldProblem] = []
        let contentType = Self.contentType(of: record)
        let isBinary = record.headers.contains { $0.name == "ce_specversion" }
        if isBinary {
            Self.readHeaders(record, into: &attributes, &problems)
        }

        guard let value = record.value, !value.isEmpty else {
            let found = record.value == nil ? "a tombstone (no value)" : "an empty value"
            return rejected(
                record, attributes,
                Reason(.undecodable, "The record's value must be a JSON object; found \(found)."))
        }
        if contentType.hasPrefix("application/cloudevents-batch") {
            return rejected(
                record, attributes,
                Reason(
                    .undecodable,
                    "The content-type says a batch of events (\(contentType)). \(Self.noBatches)"))
        }
        if contentType.hasPrefix("application/cloudevents+"), !contentType.hasPrefix("application/cloudevents+json") {
            return rejected(
                record, attributes,
                Reason(.undecodable, "The content-type must be application/cloudevents+json; found \(contentType)."))
        }

        let root: JSONValue
        do {
            root = try parser.parse(value)
        } catch {
            return rejected(
                record, attributes,
                Reason(
                    .undecodable, "The record's value is no JSON that can be read: \(error).",
                    violations: [FieldProblem(path: error.path ?? "$", problem: "\(error)")]))
        }
        guard let object = root.object else {
            return rejected(
                record, attributes,
                Reason(
                    .undecodable,
                    root.array == nil
                        ? "The record's value must be a JSON object; found \(root.kind)."
                        : "The record's value must be a JSON object; found an array. \(Self.noBatches)"))
        }

        let data: JSONValue?
        if isBinary {
            data = root
        } else {
            data = Self.readStructured(object, into: &attributes, &problems)
        }
        return judge(record, attributes, data, isBinary, &problems)
    }

    private static let noBatches =
        "Batches are not taken, since each record is answered on its own: send one event per record."

    private static func contentType(of record: EventRecord) -> String {
        guard let bytes = record.header("content-type") ?? record.header("Content-Type") else { return "" }
        return String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    }

    /// The binding's binary mode: `ce_` headers; `traceparent` and `tracestate` are taken without the prefix too.
    private static func readHeaders(
        _ record: EventRecord, into attributes: inout EventAttributes, _ problems: inout [FieldProblem]
    ) {
        for field in record.headers {
            guard field.name.hasPrefix("ce_") else { continue }
            let name = String(field.name.dropFirst(3))
            guard let index = EventAttributes.names.firstIndex(of: name), let bytes = field.value else { continue }
            guard bytes.count <= maximumAttributeBytes else {
                problems.append(tooLong("header \(field.name)", bytes.count))
                continue
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                problems.append(
                    FieldProblem(path: "header \(field.name)", problem: "expected UTF-8 text, found other bytes"))
                continue
            }
            attributes.set(index, text)
        }
    }

    /// The binding's structured mode. Unknown attributes are extensions of somebody else's and pass.
    private static func readStructured(
        _ object: JSONObject, into attributes: inout EventAttributes, _ problems: inout [FieldProblem]
    ) -> JSONValue? {
        var data: JSONValue?
        for member in object {
            if let index = EventAttributes.table.index(of: member.key) {
                if member.value.isNull { continue }
                guard let text = member.value.string else {
                    problems.append(
                        FieldProblem(
                            path: EventAttributes.names[index], problem: "expected a string, found \(member.value.kind)"
                        ))
                    continue
                }
                guard text.count <= maximumAttributeBytes else {
                    problems.append(tooLong(EventAttributes.names[index], text.count))
                    continue
                }
                attributes.set(index, String(text))
            } else if member.key == "data" {
                data = member.value
            } else if member.key == "data_base64" {
                problems.append(
                    FieldProblem(path: "data_base64", problem: "expected `data` as a JSON object, found base64 data"))
            }
        }
        return data
    }

    private static func tooLong(_ path: String, _ count: Int) -> FieldProblem {
        FieldProblem(path: path, problem: "expected at most \(maximumAttributeBytes) bytes, found \(count)")
    }

    private func rejected(_ record: EventRecord, _ attributes: EventAttributes, _ reason: Reason) -> EventReading {
        .rejected(rejection(record, attributes, reason))
    }

    private func rejection(_ record: EventRecord, _ attributes: EventAttributes, _ reason: Reason) -> Rejection {
        Rejection(
            event: EventReference(
                id: attributes.id, source: attributes.source, type: attributes.type, origin: record.origin,
                time: attributes.time.flatMap { RFC3339.milliseconds($0) } ?? record.origin.timestamp),
            subject: attributes.subject, app: attributes.app, correlationID: attributes.correlationID,
            trace: Self.trace(of: record, attributes), replyTo: attributes.replyTo, reason: reason)
    }

    private static func trace(of record: EventRecord, _ attributes: EventAttributes) -> TraceHeaders? {
        func header(_ name: String) -> String? {
            record.header(name).flatMap {
                $0.count <= maximumAttributeBytes ? String(validating: $0, as: UTF8.self) : nil
            }
        }
        guard let parent = attributes.traceparent ?? header("traceparent"), TraceHeaders.isValid(traceparent: parent)
        else { return nil }
        return TraceHeaders(traceparent: parent, tracestate: attributes.tracestate ?? header("tracestate"))
    }
}

// MARK: - Judging

extension EventReader {
    private func judge(
        _ record: EventRecord, _ found: EventAttributes, _ data: JSONValue?, _ isBinary: Bool,
        _ problems: inout [FieldProblem]
    ) -> EventReading {
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
                FieldProblem(path: path("specversion"), problem: "expected \"1.0\", found \(quoted(version))"))
        }
        let id = required("id", found.id, &problems)
        let source = required("source", found.source, &problems)
        let typeName = required("type", found.type, &problems)

        var warnings: [FieldProblem] = []
        func time(_ name: String, _ text: String?, _ problems: inout [FieldProblem]) -> Int64? {
            guard let text else { return nil }
            if let time = RFC3339.milliseconds(text) { return time }
            problems.append(
                FieldProblem(
                    path: path(name),
                    problem: "expected an RFC 3339 time such as 2026-03-01T09:30:00+08:00, found \(quoted(text))"))
            return nil
        }
        for (name, value) in [("subject", found.subject), ("app", found.app), ("sequence", found.sequence)]
        where value?.isEmpty == true {
            problems.append(FieldProblem(path: path(name), problem: "must not be empty; leave it out"))
        }
        let eventTime = time("time", found.time, &problems)
        let expiry = time("expirytime", found.expiry, &problems)
        var priority = Priority.live
        if let text = found.priority {
            if let known = Priority(rawValue: text) {
                priority = known
            } else {
                problems.append(
                    FieldProblem(path: path("priority"), problem: "expected live or bulk, found \(quoted(text))"))
            }
        }
        if let notice = found.notice, notice != "accepted" {
            problems.append(
                FieldProblem(path: path("notice"), problem: "expected \"accepted\", found \(quoted(notice))"))
        }
        if let parent = found.traceparent, !TraceHeaders.isValid(traceparent: parent) {
            warnings.append(
                FieldProblem(
                    path: path("traceparent"),
                    problem: "expected a W3C traceparent, found \(quoted(parent)); it is not carried on",
                    severity: .warning))
        }
        if let data, data.object == nil {
            problems.append(FieldProblem(path: "data", problem: "expected an object, found \(data.kind)"))
        } else if data == nil {
            problems.append(FieldProblem(path: "data", problem: "expected an object, found nothing"))
        }

        let type = EventType(rawValue: typeName)
        if type == nil, !typeName.isEmpty {
            var problem = "unknown event type \(quoted(typeName))"
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
        if problems.isEmpty, let type, let data { return .event(envelope(type, data)) }

        var attributes = found
        if id.isEmpty { attributes.id = nil }
        if source.isEmpty { attributes.source = nil }
        let reason = Self.reason(for: problems, found)
        guard let type, let data, data.object != nil else { return rejected(record, attributes, reason) }
        return .flawed(envelope(type, data), rejection(record, attributes, reason))
    }

    private static func reason(for problems: [FieldProblem], _ found: EventAttributes) -> Reason {
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
        return Reason(
            .invalid, "The event's envelope has \(problems.count) violation\(problems.count == 1 ? "" : "s").",
            violations: problems)
    }

    private static let types = JSONKeyTable(EventType.allCases.map(\.rawValue))

    /// What was found, quoted and bounded, for a message.
    private func quoted(_ text: String) -> String {
        text.count > 80 ? "\"\(text.prefix(80))…\"" : "\"\(text)\""
    }
}
