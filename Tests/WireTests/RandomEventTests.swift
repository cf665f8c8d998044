import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Routing
import ScheduleSupport
import Testing

/// Events changed at random: the schema and the relay agree on each of them.
@Suite(.enabled(if: TestPython.isThere, Comment(rawValue: TestPython.reason)), .timeLimit(.minutes(5)))
struct RandomEventTests {
    private static let count = 6000

    private static let values = [
        "null", "true", "false", "0", "-1", "7", "1.5", "1e3", "9223372036854775807", "18446744073709551615",
        "1772328600000", "\"1772328600000\"", "\"01772328600000\"", "1772328600", "\"0\"", "\"2026-03-01T00:00:00Z\"",
        "\"2026-03-01t23:59:60.25-04:30\"", "\"2026-03-01\"", "\"\"", "\" \"", "\"x\"", "\"界\"", "\"@i18n@t\"",
        "\"https://x/y\"",
        "\" lark://x \"", "\"x/y\"", "\"PENDING\"", "\"APPROVED\"", "\"REPLACE\"", "\"CUSTOM\"", "\"TENANT\"",
        "\"1008\"",
        "1021", "1013", "\"full\"", "\"zh-CN\"", "\"u-ana\"", "[]", "{}", "[null]", "[{}]", "[\"x\"]",
        "{\"zh-CN\":\"x\"}",
        "{\"zh_cn\":\"x\",\"tlh\":\"y\"}", "{\"a b\":\"x\"}", "{\"zh-CN\":7}", "{\"zh-CN\":null}",
        "{\"user_id\":\"u\"}", "{\"open_id\":\"\"}",
        "{\"summary\":\"x\"}", "{\"en-US\":\"a\",\"en-GB\":\"b\"}", "{\"en\":\"a\"}", "{\"en\":\"a\",\"zh-CN\":\"b\"}",
        "{\"summary\":\"a\",\"zh-CN\":\"b\"}", "{\"aaaaaaaa-bbbbbbbb-cccccccc-dddddddd-e\":\"a\"}",
        "\"" + String(repeating: "x", count: 129) + "\"",
        "\"" + String(repeating: "界", count: 64) + "\"",
    ]

    /// One to three members of a full event set, removed or added.
    static func event(_ random: inout SeededGenerator) throws -> String {
        var event = FullEvents.all[random.below(FullEvents.all.count)]
        for _ in 0..<(1 + random.below(3)) {
            let paths = Mutation.paths(try Mutation.parse(event)).map(\.path)
            guard !paths.isEmpty else { break }
            let path = paths[random.below(paths.count)]
            // Without these it is no event of any kind.
            if path == "type" || path == "data" || path.hasPrefix("specversion") { continue }
            let value = random.one(in: 5) ? nil : Self.values[random.below(Self.values.count)]
            event = try Mutation.changed(event, path, to: value)
        }
        return event
    }

    /// What a schema can't say, by the words in which the relay says it.
    private func isBeyondSchemas(_ problem: FieldProblem) -> Bool {
        let words = [
            "has no text in i18n_resources", "is already", "expected the id of", "expected another task",
            "expected one of default", "not in the allow-list", "expected READ", "is needed for an urge",
        ]
        return words.contains { problem.problem.contains($0) }
    }

    @Test func theTwoAgree() async throws {
        let chosen = ProcessInfo.processInfo.environment[Schedules.variable].flatMap { UInt64($0) }
        let seeds = Array(chosen.map { $0..<($0 + 1) } ?? 0..<UInt64(Self.count))
        let events = try seeds.map { seed in
            var random = SeededGenerator(seed: seed)
            return try Self.event(&random)
        }
        let offences = try await SchemaValidator.offences(of: events, against: "event.schema.json")
        #expect(offences.count == events.count)
        var refused = 0
        var disagreements = 0
        for (index, event) in events.enumerated() where disagreements < 8 {
            var violations: [FieldProblem] = []
            if case .rejected(let rejection) = WireSamples.decide(event) { violations = rejection.reason.violations }
            let sayable = violations.filter { !isBeyondSchemas($0) }
            let agree =
                offences[index].isEmpty
                ? sayable.isEmpty : !violations.isEmpty && !offences[index].isDisjoint(with: violations.map(\.path))
            if !offences[index].isEmpty { refused += 1 }
            guard !agree else { continue }
            disagreements += 1
            Issue.record(
                """
                the schema sees \(offences[index].sorted()), the relay \(violations); again with \
                \(Schedules.variable)=\(seeds[index]): \(event)
                """)
        }
        if chosen == nil { #expect(refused > Self.count / 4 && refused < Self.count * 9 / 10, "\(refused)") }
    }
}
