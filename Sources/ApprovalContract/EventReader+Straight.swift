import FeishuTypes
import JSON

extension EventReader {
    /// Attributes in the order of ``EventAttributes/names``.
    private enum Attribute {
        static let specversion = 0
        static let id = 1
        static let source = 2
        static let type = 3
        static let subject = 4
        static let time = 5
        static let app = 6
        static let correlationID = 7
        static let traceparent = 8
        static let tracestate = 9
        static let replyTo = 10
        static let expiry = 11
        static let priority = 12
        static let sequence = 13
        static let notice = 14
        static let dataContentType = 15
    }

    /// What a structured event may have, to go straight: the attributes in the order of ``EventAttributes/names``, and `data`.
    private static let straightTable = JSONKeyTable(EventAttributes.names + ["data"])

    /// A structured event that is as it should be, and has nothing that isn't known here.
    ///
    /// - Returns: nil for one that must be judged member by member.
    func straightEvent(_ root: JSONValue, _ record: EventRecord) -> EventEnvelope? {
        let row = JSONRow(root.view, Self.straightTable)
        guard row.hasKnownNames, row[Attribute.specversion].isString("1.0") else { return nil }
        for index in EventAttributes.names.indices where !row[index].isNull {
            // What is empty has its own rule for each.
            guard (1...Self.maximumAttributeBytes).contains(row[index].byteCount) else { return nil }
        }
        guard row[Attribute.id].isString, row[Attribute.source].isString,
            let type = Self.straightTypes.choice(row[Attribute.type]),
            let time = Self.time(row[Attribute.time], default: record.origin.timestamp),
            let expiry = Self.time(row[Attribute.expiry], default: nil),
            let priority = row[Attribute.priority].isNull ? .live : Self.priorities.choice(row[Attribute.priority]),
            row[Attribute.notice].isNull || row[Attribute.notice].isString("accepted"),
            row[Attribute.dataContentType].isNull || row[Attribute.dataContentType].isString("application/json"),
            let data = root["data"], data.object != nil
        else { return nil }
        var trace: TraceHeaders?
        if !row[Attribute.traceparent].isNull || !record.headers.isEmpty {
            var attributes = EventAttributes()
            attributes.traceparent = Self.text(row[Attribute.traceparent])
            attributes.tracestate = Self.text(row[Attribute.tracestate])
            if let parent = attributes.traceparent, !TraceHeaders.isValid(traceparent: parent) { return nil }
            trace = Self.trace(of: record, attributes)
        }
        return EventEnvelope(
            id: String(row[Attribute.id]), source: String(row[Attribute.source]), type: type,
            subject: Self.text(row[Attribute.subject]), time: time,
            app: Self.text(row[Attribute.app]), correlationID: Self.text(row[Attribute.correlationID]), trace: trace,
            replyTo: Self.text(row[Attribute.replyTo]),
            expiry: expiry, priority: priority, sequence: Self.text(row[Attribute.sequence]),
            wantsAcceptance: !row[Attribute.notice].isNull,
            data: data, origin: record.origin)
    }

    private static func text(_ value: JSONView) -> String? { value.isNull ? nil : String(value) }

    /// nil for what is no time.
    private static func time(_ value: JSONView, default standard: Int64?) -> Int64?? {
        if value.isNull { return .some(standard) }
        return RFC3339.milliseconds(value.bytes).map { .some($0) }
    }

    private static let straightTypes = StraightChoices<EventType>()
    private static let priorities = StraightChoices<Priority>()
}
