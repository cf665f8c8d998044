import ApprovalContract
import JSON
import Kafka
import Testing

@testable import Relay

/// A record that is no event, and what is said of it.
private struct BadRecord {
    var name: String
    var key: [UInt8]? = Array("k".utf8)
    var value: [UInt8]?
    var headers: [RecordHeader] = []
    var reason = ReasonCode.undecodable

    init(
        _ name: String, key: [UInt8]? = Array("k".utf8), value: [UInt8]?, headers: [RecordHeader] = [],
        _ reason: ReasonCode = .undecodable
    ) {
        self.name = name
        self.key = key
        self.value = value
        self.headers = headers
        self.reason = reason
    }

    init(
        _ name: String, key: [UInt8]? = Array("k".utf8), _ text: String, headers: [RecordHeader] = [],
        _ reason: ReasonCode = .undecodable
    ) {
        self.init(name, key: key, value: Array(text.utf8), headers: headers, reason)
    }

    private static let odd = [
        RecordHeader(name: "x-bytes", value: [0xff, 0xfe, 0, 0x80]), RecordHeader(name: "x-none", value: nil),
        RecordHeader(name: "x-empty", value: []), RecordHeader(name: "x-bytes", value: [0]),
        RecordHeader(name: "", value: [1]), RecordHeader(name: "名", text: "值"),
    ]

    private static func binary(_ id: [UInt8]?) -> [RecordHeader] {
        [
            RecordHeader(name: "ce_specversion", text: "1.0"), RecordHeader(name: "ce_id", value: id),
            RecordHeader(name: "ce_source", text: "/test"),
            RecordHeader(name: "ce_type", text: "approval.instance.updated"),
        ]
    }

    static let all: [BadRecord] = {
        let good = RealKafkaTests.update("H", id: "h")
        let bytes = Array(good.utf8)
        func damaged(_ mark: String, _ replacement: [UInt8]) -> [UInt8] {
            let parts = good.split(separator: mark, maxSplits: 1).map { Array($0.utf8) }
            return parts[0] + replacement + (parts.last ?? [])
        }
        return [
            BadRecord("tombstone", value: nil),
            BadRecord("tombstone without key", key: nil, value: nil),
            BadRecord("tombstone with odd headers", value: nil, headers: odd),
            BadRecord("empty value", value: []),
            BadRecord("empty key", key: [], "nonsense"),
            BadRecord("no key", key: nil, "[]"),
            BadRecord("all empty", key: [], value: []),
            BadRecord("key that is no UTF-8", key: [0xc3, 0x28, 0xff], "{"),
            BadRecord("key with NUL", key: [0, 0x61, 0], "null"),
            BadRecord("value that is no UTF-8", value: damaged("Laptop", [0xff, 0xc0])),
            BadRecord("overlong UTF-8", value: damaged("Laptop", [0xc0, 0xaf])),
            BadRecord("NUL in a string", value: damaged("Laptop", [0])),
            BadRecord("NUL after the value", value: bytes + [0]),
            BadRecord("only NUL", key: [0], value: [0], headers: odd),
            BadRecord("lone surrogate", value: damaged("Laptop", Array("\\ud800".utf8))),
            BadRecord("surrogate in UTF-8", value: damaged("Laptop", [0xed, 0xa0, 0x80])),
            BadRecord("deep arrays", value: [UInt8](repeating: UInt8(ascii: "["), count: 200_000)),
            BadRecord("deep objects", String(repeating: "{\"a\":", count: 100_000)),
            BadRecord(
                "deep in a good event",
                value: damaged(
                    "1200 EUR",
                    Array("\",\"x\":".utf8)
                        + [UInt8](repeating: UInt8(ascii: "["), count: 5000)
                        + [UInt8](repeating: UInt8(ascii: "]"), count: 5000))),
            BadRecord("UInt64", good.replacing("\"1772328600000\"", with: "18446744073709551615"), .invalid),
            BadRecord(
                "number beyond Int64", good.replacing("\"1772328600000\"", with: "99999999999999999999")),
            BadRecord("number beyond Double", good.replacing("\"1772328600000\"", with: "1e999")),
            BadRecord("negative number", good.replacing("\"1772328600000\"", with: "-9223372036854775809")),
            BadRecord("UTF-16", value: good.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }),
            BadRecord("cut off", value: Array(bytes.dropLast(3))),
            BadRecord("two events", good + good),
            BadRecord(
                "batch", "[\(good)]",
                headers: [RecordHeader(name: "content-type", text: "application/cloudevents-batch+json")]),
            BadRecord(
                "Avro", good, headers: [RecordHeader(name: "content-type", text: "application/cloudevents+avro")]),
            BadRecord("binary with an id that is no UTF-8", "{}", headers: binary([0xff]) + odd, .invalid),
            BadRecord("binary without an id", "{}", headers: binary(nil), .invalid),
            BadRecord(
                "binary with an id of 70,000 bytes", "{}", headers: binary([UInt8](repeating: 0x61, count: 70_000)),
                .invalid),
            BadRecord("unknown type", good.replacing("instance.updated", with: "instance.updates"), .unknownType),
            BadRecord("an empty object", "{}"),
            BadRecord("headers of a dead letter", "{}", headers: [RecordHeader(name: "approval-unrelated", text: "x")]),
        ]
    }()
}

extension RealKafkaTests {
    /// What `DeadLetter` adds begins with its reason.
    private static func original(_ letter: TopicCollector.Item) -> [RecordHeader] {
        Array(letter.headers.prefix { $0.name != "approval-dlq-reason" })
    }

    @Test func recordsThatAreNoEventsAreAnsweredAndSetAsideVerbatim() async throws {
        try await RealKafkaHarness.run("hostile", partitions: 2) { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            var offsets: [Int64: BadRecord] = [:]
            for bad in BadRecord.all {
                let place = try await harness.publish(bad.value, key: bad.key, headers: bad.headers, partition: 0)
                offsets[place.offset] = bad
            }
            // What follows them in their partition, with odd surroundings of its own.
            try await harness.publish(Self.update("H-1", id: "h-1"), partition: 0)
            try await harness.publish(
                Array(Self.update("H-2", id: "h-2").utf8), key: [0xff, 0],
                headers: [RecordHeader(name: "x", value: [0xff])],
                partition: 0)

            let answers = try await harness.answers(BadRecord.all.count + 3)
            #expect(
                answers.filter { $0.outcome == "applied" }.compactMap(\.eventID).sorted() == ["def-1", "h-1", "h-2"])
            let letters = try await harness.deadLetters(BadRecord.all.count)
            for (offset, bad) in offsets {
                let answer = try #require(
                    answers.first { $0.outcome == "rejected" && $0.eventOffset == offset }, "\(bad.name)")
                #expect(answer.reason == bad.reason.rawValue, "\(bad.name)")
                if let key = bad.key { #expect(answer.key == key, "\(bad.name)") }
                let letter = try #require(
                    letters.first { $0.header("__dlq.errors.offset") == "\(offset)" }, "\(bad.name)")
                #expect(letter.partition == 0)
                #expect(letter.key == bad.key, "\(bad.name)")
                #expect(letter.value == bad.value, "\(bad.name)")
                #expect(Self.original(letter) == bad.headers, "\(bad.name)")
                #expect(letter.header("approval-dlq-reason") == bad.reason.rawValue, "\(bad.name)")
            }
            #expect(try await harness.everything(in: harness.names.results).count == BadRecord.all.count + 3)
            #expect(try await harness.everything(in: harness.names.deadLetters).count == BadRecord.all.count)
        }
    }

    @Test func recordsUpToTheTopicsLimitAreCarriedOrSetAsideWhole() async throws {
        try await RealKafkaHarness.run("large", partitions: 2) { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            func event(_ id: String, extra: Int) -> [UInt8] {
                let note = String(repeating: "x", count: extra)
                return Array(Self.update(id, id: id, instanceExtra: ",\"extra\":{\"note\":\"\(note)\"}").utf8)
            }
            let headers = [RecordHeader(name: "x-origin", value: [0, 0xff])]
            let limit = harness.settings.route.maximumCommandBytes
            // With what a batch and a record need around it: the greatest that the events topic takes.
            let greatest = [UInt8](repeating: UInt8(ascii: "x"), count: harness.settings.topics.maximumEventBytes - 120)
            let applied = ["L-1": 900_000, "L-2": limit - 3000]
            let rejected: [(id: String, value: [UInt8], reason: ReasonCode)] = [
                ("garbage", [UInt8](repeating: UInt8(ascii: "{"), count: 900_000), .undecodable),
                (
                    "invalid",
                    Array(
                        String(decoding: event("L-3", extra: 900_000), as: UTF8.self)
                            .replacing("u-applicant", with: "").utf8), .invalid
                ),
                ("too large", event("L-4", extra: limit), .tooLarge),
                ("greatest", greatest, .undecodable),
            ]
            for (id, count) in applied {
                try await harness.publish(event(id, extra: count), key: Array(id.utf8), headers: headers)
            }
            for (id, value, _) in rejected {
                try await harness.publish(value, key: Array(id.utf8), headers: headers)
            }
            try await harness.publish(Self.update("L-9", id: "L-9"))
            let answers = try await harness.answers(1 + applied.count + rejected.count + 1)
            let done = answers.filter { $0.outcome == "applied" }.compactMap(\.eventID)
            #expect(done.sorted() == ["L-1", "L-2", "L-9", "def-1"])
            let letters = try await harness.deadLetters(rejected.count)
            for (id, value, reason) in rejected {
                let answer = try #require(
                    answers.first { $0.key == Array(id.utf8) && $0.outcome == "rejected" }, "\(id)")
                #expect(answer.reason == reason.rawValue, "\(id): \(answer.json?.prettyText.prefix(2000) ?? "")")
                let letter = try #require(letters.first { $0.key == Array(id.utf8) }, "\(id)")
                #expect(letter.value == value, "\(id)")
                #expect(Self.original(letter) == headers, "\(id)")
            }
        }
    }

    /// Every violation is told, within what a result can hold.
    @Test func anEventWithThousandsOfViolationsIsAnswered() async throws {
        try await RealKafkaHarness.run("violations", partitions: 1) { harness in
            try await harness.startRelay()
            let fields = (0..<30_000).map { "\"no such field \($0)\":\($0)" }.joined(separator: ",")
            let event = SampleEvents.event("approval.instance.updated", id: "many", data: "{\(fields)}")
            try await harness.publish(event, key: "many")
            let answer = try #require(try await harness.answers(1).first)
            #expect(answer.reason == "invalid")
            #expect(answer.value?.count ?? .max < 1_000_000)
            #expect(try await harness.deadLetters(1).first?.value == Array(event.utf8))
        }
    }
}
