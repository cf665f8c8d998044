import FeishuTypes
import JSON
import Testing

@testable import ApprovalContract

struct EventReaderTests {
    static let structured = """
        {"specversion":"1.0","id":"e-1","source":"/oa","type":"approval.task.created","time":"2026-03-01T09:30:00+08:00",
         "subject":"EXP-1","app":"eu","correlationid":"c-1","replyto":"oa.replies","priority":"bulk","sequence":"0007",
         "expirytime":"2026-04-01T00:00:00Z","notice":"accepted","someextension":"theirs","data":{"x":1}}
        """

    @Test func structuredEventsAreKnownWithoutAHeader() throws {
        let event = try #require(Fixtures.event(Fixtures.record(Self.structured)))
        #expect(event.id == "e-1")
        #expect(event.type == .taskCreated)
        #expect(event.time == 1_772_328_600_000)
        #expect(event.app == "eu")
        #expect(event.priority == .bulk)
        #expect(event.sequence == "0007")
        #expect(event.replyTo == "oa.replies")
        #expect(event.wantsAcceptance)
        #expect(event.data["x"]?.int64 == 1)
    }

    @Test func binaryEventsHaveTheirAttributesInHeaders() throws {
        let record = Fixtures.record(
            "{\"instance\":{}}",
            headers: [
                ("ce_specversion", "1.0"), ("ce_id", "e-2"), ("ce_source", "/oa"),
                ("ce_type", "approval.instance.submitted"), ("content-type", "application/json"),
                ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            ])
        let event = try #require(Fixtures.event(record))
        #expect(event.id == "e-2")
        #expect(event.type == .instanceSubmitted)
        #expect(event.trace?.traceparent.hasPrefix("00-4bf9") == true)
        // Without a time of its own, the record's.
        #expect(event.time == 1_772_328_600_123)
    }

    @Test func everythingWrongWithAnEnvelopeIsToldAtOnce() throws {
        let rejection = try #require(
            Fixtures.rejection(
                Fixtures.record(
                    "{\"specversion\":\"0.3\",\"id\":\"\",\"source\":7,\"type\":\"approval.task.created\",\"priority\":\"soon\",\"time\":\"yesterday\"}"
                )))
        #expect(rejection.reason.code == .invalid)
        #expect(
            Set(rejection.reason.violations.map(\.path))
                == ["specversion", "id", "source", "priority", "time", "data"])
    }

    @Test func anUnknownTypeIsToldWithTheNearestKnownOne() throws {
        let text = Self.structured.replacing("approval.task.created", with: "approval.task.create")
        let rejection = try #require(Fixtures.rejection(Fixtures.record(text)))
        #expect(rejection.reason.code == .unknownType)
        #expect(rejection.reason.violations[0].problem.contains("approval.task.created"))
        #expect(rejection.event.id == "e-1")
    }

    @Test(arguments: [
        nil, "", "[]", "7", "\"text\"", "{", "nul", "{\"a\":1}{", "{\"a\":\"\\ud800\"}", "{\"a\":1e999}",
        "{\"id\":\"1\",\"id\":\"2\"}", "\u{FEFF}{}",
    ])
    func whatIsNoEventIsUndecodable(value: String?) throws {
        let rejection = try #require(Fixtures.rejection(Fixtures.record(value)))
        #expect(rejection.reason.code == .undecodable, "\(rejection.reason)")
        #expect(!rejection.reason.detail.isEmpty)
        #expect(rejection.resultID == "Yeqf9vhVCs8j5gPiqLQ3_AM7X1PY4GRu")
    }

    @Test func batchesAreRefusedWithAReason() throws {
        let record = Fixtures.record("[]", headers: [("content-type", "application/cloudevents-batch+json")])
        let rejection = try #require(Fixtures.rejection(record))
        #expect(rejection.reason.detail.contains("one event per record"))
    }

    @Test func attributesAreBounded() throws {
        let long = String(repeating: "x", count: 1025)
        let rejection = try #require(
            Fixtures.rejection(Fixtures.record(Self.structured.replacing("\"e-1\"", with: "\"\(long)\""))))
        #expect(rejection.reason.violations.contains { $0.path == "id" && $0.problem.contains("1024") })
    }

    @Test func deepNestingIsRefusedNotFollowed() throws {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let text = Self.structured.replacing("{\"x\":1}", with: "{\"x\":\(deep)}")
        let rejection = try #require(Fixtures.rejection(Fixtures.record(text)))
        #expect(rejection.reason.code == .undecodable)
    }

    /// Damaged bytes are a rejection, whatever was damaged, and never a trap.
    @Test func randomDamageNeverTraps() {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: .min ... .max, using: &random)
        var state = seed
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(truncatingIfNeeded: state >> 33)
        }
        let reader = EventReader(limits: JSONLimits(maximumSize: 1 << 20))
        for _ in 0..<5000 {
            var bytes = Array(Self.structured.utf8)
            for _ in 0..<(1 + next() % 8) { bytes[next() % bytes.count] = UInt8(truncatingIfNeeded: next()) }
            bytes.removeLast(next() % bytes.count)
            _ = reader.read(EventRecord(origin: Fixtures.origin, key: nil, value: bytes[...]))
        }
    }
}
