import FeishuTypes
import JSON

extension EventReader {
    /// What a structured event may have, to go straight: the attributes in the order of ``EventAttributes/names``, and `data`.
    private static let straightTable = JSONKeyTable(EventAttributes.names + ["data"])

    /// A structured event that is as it should be, and has nothing that isn't known here.
    ///
    /// - Returns: nil for one that must be judged member by member.
    func straightEvent(_ root: JSONValue, _ record: EventRecord) -> EventEnvelope? {
        let row = JSONRow(root.view, Self.straightTable)
        guard row.isWhole, row[0].isString("1.0") else { return nil }
        for index in 1...15 where !row[index].isNull {
            // What is empty has its own rule for each.
            guard (1...Self.maximumAttributeBytes).contains(row[index].byteCount) else { return nil }
        }
        guard row[1].isString, row[2].isString, let type = Self.straightTypes.choice(row[3]),
            let time = Self.time(row[5], default: record.origin.timestamp),
            let expiry = Self.time(row[11], default: nil),
            let priority = row[12].isNull ? .live : Self.priorities.choice(row[12]),
            row[14].isNull || row[14].isString("accepted"),
            row[15].isNull || row[15].isString("application/json"),
            let data = root["data"], data.object != nil
        else { return nil }
        var trace: TraceHeaders?
        if !row[8].isNull || !record.headers.isEmpty {
            var attributes = EventAttributes()
            attributes.traceparent = Self.text(row[8])
            attributes.tracestate = Self.text(row[9])
            if let parent = attributes.traceparent, !TraceHeaders.isValid(traceparent: parent) { return nil }
            trace = Self.trace(of: record, attributes)
        }
        return EventEnvelope(
            id: String(row[1]), source: String(row[2]), type: type, subject: Self.text(row[4]), time: time,
            app: Self.text(row[6]), correlationID: Self.text(row[7]), trace: trace, replyTo: Self.text(row[10]),
            expiry: expiry, priority: priority, sequence: Self.text(row[13]), wantsAcceptance: !row[14].isNull,
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
