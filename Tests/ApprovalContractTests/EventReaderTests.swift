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

    @Test func anArrayIsCalledABatch() throws {
        let rejection = try #require(Fixtures.rejection(Fixtures.record("[\(Self.structured)]")))
        #expect(rejection.reason.code == .undecodable)
        #expect(rejection.reason.detail.contains("found an array. Batches are not taken"))
    }

    @Test func theContentTypeTellsTheModesApart() throws {
        // An event that a proxy gave headers too is what its content-type says.
        let event = try #require(
            Fixtures.event(
                Fixtures.record(
                    Self.structured,
                    headers: [
                        ("content-type", "application/cloudevents+json"), ("ce_specversion", "1.0"), ("ce_id", "x"),
                    ])))
        #expect(event.id == "e-1")
        let rejection = try #require(
            Fixtures.rejection(
                Fixtures.record(Self.structured, headers: [("content-type", "application/cloudevents+avro")])))
        #expect(rejection.reason.detail.contains("application/cloudevents+json"))
    }

    private static let attributes = [
        ("ce_specversion", "1.0"), ("ce_id", "e-2"), ("ce_source", "/oa"), ("ce_type", "approval.instance.submitted"),
    ]

    @Test(arguments: ["application/json", "application/json; charset=utf-8", "text/json", "application/vnd.oa+json"])
    func dataIsJSON(_ type: String) throws {
        #expect(Fixtures.event(Fixtures.record("{}", headers: Self.attributes + [("content-type", type)])) != nil)
        let text = Self.structured.replacing("\"priority\"", with: "\"datacontenttype\":\"\(type)\",\"priority\"")
        #expect(Fixtures.event(Fixtures.record(text)) != nil)
    }

    @Test func otherDataIsRefused() throws {
        let binary = try #require(
            Fixtures.rejection(Fixtures.record("{}", headers: Self.attributes + [("content-type", "application/xml")])))
        #expect(
            binary.reason.violations.map(\.description) == [
                "header content-type: expected application/json, found \"application/xml\""
            ])
        let text = Self.structured.replacing("\"priority\"", with: "\"datacontenttype\":\"text/plain\",\"priority\"")
        #expect(
            try #require(Fixtures.rejection(Fixtures.record(text))).reason.violations.map(\.description) == [
                "datacontenttype: expected application/json, found \"text/plain\""
            ])
    }

    @Test func dataMayBeInBase64() throws {
        let text = Self.structured.replacing("\"data\":{\"x\":1}", with: "\"data_base64\":\"eyJ4IjoxfQ==\"")
        let event = try #require(Fixtures.event(Fixtures.record(text)))
        #expect(event.data["x"]?.int64 == 1)
        #expect(event.id == "e-1")
    }

    @Test(arguments: [
        ("\"eyJ4IjoxfQ=\"", "expected JSON in base64, found other text"),
        ("\"eyJ4I joxfQ==\"", "expected JSON in base64, found other text"),
        ("7", "expected JSON in base64, found integer"),
        ("\"e30\"", "expected JSON in base64, found other text"),
        ("\"ew==\"", "expected JSON in base64; what it holds is not acceptable JSON"),
        ("\"W10=\"", "expected an object, found array"),
    ])
    func whatIsNoJSONInBase64IsToldSo(_ json: String, _ expected: String) throws {
        let text = Self.structured.replacing("\"data\":{\"x\":1}", with: "\"data_base64\":\(json)")
        let rejection = try #require(Fixtures.rejection(Fixtures.record(text)))
        #expect(rejection.reason.violations.first?.problem.hasPrefix(expected) == true, "\(rejection.reason)")
    }

    @Test func ofDataInBothFormsTheLastCounts() throws {
        let before = Self.structured.replacing(
            "\"data\":{\"x\":1}", with: "\"data_base64\":\"e30=\",\"data\":{\"x\":1}")
        #expect(try #require(Fixtures.event(Fixtures.record(before))).data["x"]?.int64 == 1)
        let after = Self.structured.replacing("\"data\":{\"x\":1}", with: "\"data\":{\"x\":1},\"data_base64\":\"e30=\"")
        #expect(try #require(Fixtures.event(Fixtures.record(after))).data.object?.isEmpty == true)
    }

    @Test func misspeltAttributesAreWarnedOf() throws {
        let text = Self.structured.replacing(
            "\"priority\":\"bulk\"", with: "\"priorty\":\"bulk\",\"reply_to\":\"x\",\"partitionkey\":\"k\",\"tenant\":7"
        )
        let event = try #require(Fixtures.event(Fixtures.record(text)))
        #expect(
            event.warnings.map(\.description) == [
                "priorty: unknown attribute, without effect here; did you mean `priority`?",
                "reply_to: unknown attribute, without effect here; did you mean `replyto`?",
            ])
        let binary = try #require(
            Fixtures.event(
                Fixtures.record("{}", headers: Self.attributes + [("ce_expirtytime", "x"), ("ce_mine", "y")])))
        #expect(
            binary.warnings.map(\.description) == [
                "header ce_expirtytime: unknown attribute, without effect here; did you mean `expirytime`?"
            ])
    }

    @Test func emptyAttributesAreNone() throws {
        let text = Self.structured.replacing("\"0007\"", with: "\"\"").replacing("\"eu\"", with: "\"\"")
        #expect(
            try #require(Fixtures.rejection(Fixtures.record(text))).reason.violations.map(\.description) == [
                "app: must not be empty; leave it out", "sequence: must not be empty; leave it out",
            ])
    }

    @Test func attributesAreBounded() throws {
        let long = String(repeating: "x", count: 1025)
        let rejection = try #require(
            Fixtures.rejection(Fixtures.record(Self.structured.replacing("\"e-1\"", with: "\"\(long)\""))))
        #expect(rejection.reason.violations.contains { $0.path == "id" && $0.problem.contains("1024") })
    }

    /// Headers may repeat, and attributes be any number: what is said about them stays small, and says how much it leaves out.
    @Test func manyViolationsAreListedUpToACapAndCounted() throws {
        let long = String(repeating: "x", count: 1025)
        let headers =
            [("ce_specversion", "1.0"), ("ce_source", "/oa"), ("ce_type", "approval.task.created")]
            + Array(repeating: ("ce_id", long), count: 250)
        let reason = try #require(Fixtures.rejection(Fixtures.record("{}", headers: headers))).reason
        // Those that are listed, the id that is missing for it, and how many more there are.
        #expect(reason.violations.count == ReadingContext.problemCap + 2)
        #expect(reason.violations.last == FieldProblem(path: "", problem: "and 150 more, which are not listed"))
        #expect(reason.detail == "The event's envelope has 251 violations.")
    }

    @Test func manyMisspeltAttributesAreListedUpToACapAndCounted() throws {
        let misspelt = (0..<250).map { "\"subject\($0)\":1" }.joined(separator: ",")
        let text = Self.structured.replacing("\"data\"", with: misspelt + ",\"data\"")
        let event = try #require(Fixtures.event(Fixtures.record(text)))
        #expect(event.warnings.count == ReadingContext.problemCap + 1)
        #expect(
            event.warnings.last
                == FieldProblem(path: "", problem: "and 150 more, which are not listed", severity: .warning))
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
