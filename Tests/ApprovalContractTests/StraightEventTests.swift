import JSON
import ScheduleSupport
import Testing

@testable import ApprovalContract

/// An envelope that is taken without being judged is what judging it makes.
@Suite struct StraightEventTests {
    private static func pick(_ usual: [String?], odd: [String?], _ random: inout SeededGenerator) -> String? {
        random.one(in: 40) ? odd[random.below(odd.count)] : usual[random.below(usual.count)]
    }

    private static let trace = "\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\""

    private static func event(_ random: inout SeededGenerator) -> String {
        let long = "\"\(String(repeating: "长", count: 342))\""
        let odd: [String?] = [nil, "null", "\"\"", "7", "{}", long]
        let time: [String?] = [
            "\"2026-03-01T09:30:00+08:00\"", "\"2026-03-01T09:30:00.125Z\"", "\"yesterday\"",
            "\"2026-13-01T00:00:00Z\"",
        ]
        let members: [(String, String?)] = [
            ("specversion", pick(["\"1.0\""], odd: odd + ["\"0.3\"", "1.0"], &random)),
            ("id", pick(["\"e-1\"", "\"7f9c-😀\""], odd: odd, &random)),
            ("source", pick(["\"/oa/expense\""], odd: odd, &random)),
            (
                "type",
                pick(
                    ["\"approval.instance.updated\"", "\"approval.instance.check_requested\""],
                    odd: odd + ["\"approval.instance.update\""], &random)
            ),
            ("subject", pick([nil, "\"EXP-1\""], odd: odd, &random)),
            ("time", pick([nil, time[0], time[1]], odd: odd + time, &random)),
            ("app", pick([nil, nil, "\"hr\""], odd: odd, &random)),
            ("correlationid", pick([nil, "\"c-1\""], odd: odd, &random)),
            ("traceparent", pick([nil, nil, trace], odd: odd + ["\"00-1-2-3\""], &random)),
            ("tracestate", pick([nil, nil, "\"a=1\""], odd: odd, &random)),
            ("replyto", pick([nil, "\"oa.results\""], odd: odd, &random)),
            ("expirytime", pick([nil, nil, time[0]], odd: odd + time, &random)),
            ("priority", pick([nil, "\"live\"", "\"bulk\""], odd: odd + ["\"high\""], &random)),
            ("sequence", pick([nil, "\"0007\""], odd: odd, &random)),
            ("notice", pick([nil, "\"accepted\""], odd: odd + ["\"all\""], &random)),
            (
                "datacontenttype",
                pick(
                    [nil, "\"application/json\""], odd: odd + ["\"application/json; charset=utf-8\"", "\"text/xml\""],
                    &random)
            ),
            ("data", pick(["{}", "{\"a\":1}"], odd: [nil, "null", "[]", "\"\""], &random)),
            ("data_base64", pick([nil], odd: ["\"e30=\"", "null", "\"?\""], &random)),
            ("partitionkey", pick([nil], odd: ["\"k\""], &random)),
            ("sequnce", pick([nil], odd: ["\"1\""], &random)),
        ]
        var given = members.filter { $0.1 != nil }
        if random.one(in: 3) { given.shuffle(using: &random) }
        return "{" + given.map { "\"\($0.0)\":\($0.1 ?? "null")" }.joined(separator: ",") + "}"
    }

    @Test func bothWaysReadTheSame() throws {
        let straight = EventReader(limits: JSONLimits(maximumSize: 1 << 20))
        let judging = EventReader(limits: JSONLimits(maximumSize: 1 << 20), goesStraight: false)
        let parser = JSONParser()
        var count = 0
        var schedules = 0
        Schedules.check(20_000) { _, random in
            let text = Self.event(&random)
            var headers: [RecordField] = []
            if random.one(in: 10) {
                headers.append(RecordField("traceparent", text: String(Self.trace.dropFirst().dropLast())))
            }
            if random.one(in: 10) { headers.append(RecordField("content-type", text: "application/cloudevents+json")) }
            if random.one(in: 20) { headers.append(RecordField("traceparent", text: "none")) }
            let record = EventRecord(
                origin: EventOrigin(topic: "t", partition: 1, offset: 2, timestamp: random.one(in: 4) ? nil : 5),
                key: nil, value: ArraySlice(text.utf8), headers: headers)
            schedules += 1
            if let root = try? parser.parse(text), straight.straightEvent(root, record) != nil { count += 1 }
            let (expected, found) = (Self.text(judging.read(record)), Self.text(straight.read(record)))
            return expected == found ? nil : "judged:\n\(expected)\nstraight:\n\(found)\nof:\n\(text)\n\(headers)"
        }
        guard schedules > 1 else { return }
        #expect((5000..<18_000).contains(count), "\(count) went straight")
    }

    private static func text(_ reading: EventReading) -> String {
        switch reading {
        case .event(let event): "event \(text(event))"
        case .flawed(let event, let rejection): "flawed \(text(event)) \(rejection)"
        case .rejected(let rejection): "rejected \(rejection)"
        }
    }

    /// All members, whatever they are; but a value's description says where it stands, not what it is.
    private static func text(_ event: EventEnvelope) -> String {
        Mirror(reflecting: event).children.filter { $0.label != "data" }
            .map { "\($0.label ?? ""): \($0.value)" }.joined(separator: ", ") + ", data: \(event.data.text)"
    }
}
