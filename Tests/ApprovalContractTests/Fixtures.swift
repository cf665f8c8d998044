import FeishuTypes
import JSON

@testable import ApprovalContract

enum Fixtures {
    static let origin = EventOrigin(topic: "approval.events", partition: 3, offset: 4182, timestamp: 1_772_328_600_123)

    static func record(
        _ value: String?, key: String? = "k", headers: [(String, String)] = []
    ) -> EventRecord {
        EventRecord(
            origin: origin, key: key.map { ArraySlice($0.utf8) }, value: value.map { ArraySlice($0.utf8) },
            headers: headers.map { RecordField($0.0, text: $0.1) })
    }

    static func read(_ record: EventRecord) -> EventReading {
        EventReader(limits: JSONLimits(maximumSize: 1 << 20)).read(record)
    }

    static func event(_ record: EventRecord) -> EventEnvelope? {
        if case .event(let event) = read(record) { event } else { nil }
    }

    static func rejection(_ record: EventRecord) -> Rejection? {
        switch read(record) {
        case .rejected(let rejection), .flawed(_, let rejection): rejection
        case .event: nil
        }
    }

    static let reference = EventReference(
        id: "oa-7781-3", source: "/oa/expense", type: "approval.task.created", origin: origin, time: 1_772_328_600_000)

    static func command() -> Command {
        Command(
            id: "7tnRQ2CYkJigql3r66fDvQIUd-WNn1xF", kind: .instanceSync, app: "default", key: "EXP-7781", index: 0,
            count: 2,
            event: reference, sequence: "0042", priority: .bulk, replyTo: "oa.replies", correlationID: "c-1",
            trace: TraceHeaders(
                traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", tracestate: "a=b"),
            expiry: 1_772_329_600_000,
            warnings: [FieldProblem(path: "data.x", problem: "odd", severity: .warning)], routedAt: 1_772_328_600_500,
            codeKind: .feishu, body: .bytes(Array("{\"instance_id\":\"EXP-7781\",\"n\":9007199254740993}".utf8)))
    }

    static func json(_ write: (inout JSONWriter) -> Void) throws -> JSONValue {
        var writer = JSONWriter(capacity: 256)
        write(&writer)
        return try JSONParser().parse(writer.bytes())
    }
}
