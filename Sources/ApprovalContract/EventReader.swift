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
    /// For JSON in `data_base64`, whose envelope is still being read.
    private let encodedParser: JSONParser
    /// Unknown attributes met before, with those that they are near to.
    private var nearNames: [String: String?] = [:]

    /// Whether what is as it should be is taken without being judged; for tests, which hold the two ways against each other.
    private let goesStraight: Bool

    /// - Parameter limits: bounds on an event's bytes and depth.
    public convenience init(limits: JSONLimits) {
        self.init(limits: limits, goesStraight: true)
    }

    init(limits: JSONLimits, goesStraight: Bool) {
        self.goesStraight = goesStraight
        parser = JSONParser(limits: limits)
        encodedParser = JSONParser(limits: limits)
    }

    /// An event, or why the record is none. Never throws: what is wrong with a record is its sender's to know.
    public func read(_ record: EventRecord) -> EventReading {
        var found = EnvelopeFindings()
        let contentType = record.headers.isEmpty ? "" : Self.contentType(of: record)
        if contentType.hasPrefix("application/cloudevents-batch") {
            return undecodable(
                record, found, "The content-type says a batch of events (\(contentType)). \(Self.noBatches)")
        }
        let saysStructured = contentType.hasPrefix("application/cloudevents")
        if saysStructured, !contentType.hasPrefix("application/cloudevents+json") {
            return undecodable(
                record, found, "The content-type must be application/cloudevents+json; found \(contentType).")
        }
        // The binding tells the modes apart by the content-type alone; an event in the value needs none here.
        found.isBinary = !saysStructured && record.headers.contains { $0.name == "ce_specversion" }
        if found.isBinary { readHeaders(record, contentType, into: &found) }

        guard let value = record.value, !value.isEmpty else {
            let what = record.value == nil ? "a tombstone (no value)" : "an empty value"
            return undecodable(record, found, "The record's value must be a JSON object; found \(what).")
        }
        let root: JSONValue
        do {
            root = try parser.parse(value)
        } catch {
            return undecodable(
                record, found, "The record's value is no JSON that can be read: \(error).",
                FieldProblem(path: error.path ?? "$", problem: "\(error)"))
        }
        guard let object = root.object else {
            let batch = root.array == nil ? "\(root.kind)." : "an array. \(Self.noBatches)"
            return undecodable(record, found, "The record's value must be a JSON object; found \(batch)")
        }
        if found.isBinary {
            found.data = root
        } else {
            if goesStraight, let event = straightEvent(root, record) { return .event(event) }
            readStructured(object, into: &found)
            // By now nothing holds the envelope's document: two at once would take twice the memory.
            parseEncoded(in: &found)
        }
        return judge(record, found)
    }

    private func undecodable(
        _ record: EventRecord, _ found: EnvelopeFindings, _ detail: String, _ violation: FieldProblem? = nil
    ) -> EventReading {
        let reason = Reason(.undecodable, detail, violations: violation.map { [$0] } ?? [])
        return .rejected(rejection(record, found.attributes, reason))
    }

    private static let noBatches =
        "Batches are not taken, since each record is answered on its own: send one event per record."

    private static func contentType(of record: EventRecord) -> String {
        guard let bytes = record.header("content-type") ?? record.header("Content-Type") else { return "" }
        return String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    }

    /// The binding's binary mode: `ce_` headers; `traceparent` and `tracestate` are taken without the prefix too.
    private func readHeaders(_ record: EventRecord, _ contentType: String, into found: inout EnvelopeFindings) {
        if !contentType.isEmpty, !Self.isJSON(contentType) {
            found.report("header content-type", "expected application/json, found \(Self.quoted(contentType))")
        }
        for field in record.headers {
            guard field.name.hasPrefix("ce_") else { continue }
            let name = String(field.name.dropFirst(3))
            guard let index = EventAttributes.names.firstIndex(of: name) else {
                warnOfUnknown(name, "header ce_", &found)
                continue
            }
            guard let bytes = field.value else { continue }
            guard bytes.count <= Self.maximumAttributeBytes else {
                found.report("header \(field.name)", Self.tooLong(bytes.count))
                continue
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                found.report("header \(field.name)", "expected UTF-8 text, found other bytes")
                continue
            }
            found.attributes.set(index, text)
        }
    }

    /// The binding's structured mode.
    private func readStructured(_ object: JSONObject, into found: inout EnvelopeFindings) {
        for member in object {
            if let index = EventAttributes.table.index(of: member.key) {
                if member.value.isNull { continue }
                guard let text = member.value.string else {
                    found.report(EventAttributes.names[index], "expected a string, found \(member.value.kind)")
                    continue
                }
                guard text.count <= Self.maximumAttributeBytes else {
                    found.report(EventAttributes.names[index], Self.tooLong(text.count))
                    continue
                }
                found.attributes.set(index, String(text))
            } else if member.key == "data" {
                found.data = member.value
                found.encoded = nil
            } else if member.key == "data_base64" {
                readEncoded(member.value, into: &found)
            } else {
                warnOfUnknown(String(member.key), "", &found)
            }
        }
        if let type = found.attributes.dataContentType, !type.isEmpty, !Self.isJSON(type) {
            found.report("datacontenttype", "expected application/json, found \(Self.quoted(type))")
        }
    }

    /// `data` as a client has it that takes JSON for bytes.
    private func readEncoded(_ value: JSONValue, into found: inout EnvelopeFindings) {
        guard !value.isNull else { return }
        guard let text = value.stringValue, let bytes = Base64.standard.decode(text[...]) else {
            return found.report(
                "data_base64",
                "expected JSON in base64, found \(value.string == nil ? "\(value.kind)" : "other text")")
        }
        found.encoded = bytes
        found.data = nil
    }

    private func parseEncoded(in found: inout EnvelopeFindings) {
        guard let bytes = found.encoded.take() else { return }
        do {
            found.data = try encodedParser.parse(bytes)
        } catch {
            found.report("data_base64", "expected JSON in base64; what it holds is \(error)")
        }
    }

    /// Unknown attributes are extensions of somebody else's and pass. Of one that is nearly ours its sender should know.
    private func warnOfUnknown(_ name: String, _ prefix: String, _ found: inout EnvelopeFindings) {
        let near: String?
        if let known = nearNames[name] {
            near = known
        } else {
            near = EventAttributes.foreign.contains(name) ? nil : EventAttributes.table.nearest(to: name)
            // Names are few, unless somebody makes them up.
            if nearNames.count < 64, name.utf8.count <= 64 { nearNames[name] = .some(near) }
        }
        guard let near else { return }
        found.warn(prefix + name.prefix(64), "unknown attribute, without effect here; did you mean `\(near)`?")
    }

    /// `application/json` and its kind, whatever its parameters.
    private static func isJSON(_ contentType: String) -> Bool {
        let type = (contentType.split(separator: ";").first ?? "").lowercased().filter { $0 != " " }
        return type == "application/json" || type == "text/json" || type.hasSuffix("+json")
    }

    private static func tooLong(_ count: Int) -> String {
        "expected at most \(maximumAttributeBytes) bytes, found \(count)"
    }

    func rejection(_ record: EventRecord, _ attributes: EventAttributes, _ reason: Reason) -> Rejection {
        Rejection(
            event: EventReference(
                id: attributes.id, source: attributes.source, type: attributes.type, origin: record.origin,
                time: attributes.time.flatMap { RFC3339.milliseconds($0) } ?? record.origin.timestamp),
            subject: attributes.subject, app: attributes.app, correlationID: attributes.correlationID,
            trace: Self.trace(of: record, attributes), replyTo: attributes.replyTo, reason: reason)
    }

    static func trace(of record: EventRecord, _ attributes: EventAttributes) -> TraceHeaders? {
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
