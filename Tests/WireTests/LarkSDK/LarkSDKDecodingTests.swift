import ApprovalContract
import FeishuTypes
import JSON
import ScheduleSupport
import Testing

/// Feishu's SDK reads the bodies that the relay sends, loses nothing of them, and finds no type other than its own.
@Suite(.enabled(if: TestPython.isThere, Comment(rawValue: TestPython.reason)), .timeLimit(.minutes(2)))
struct LarkSDKDecodingTests {
    /// Numbers of the SDK that Feishu's documents, and so the relay, have as digits in a string.
    private static let digits: Set<String> = [
        "start_time", "end_time", "update_time", "task_list[].create_time", "task_list[].end_time",
        "task_list[].update_time", "cc_list[].create_time", "cc_list[].update_time",
        "trusteeship_cache_config.form_version", "instances[].update_time", "instances[].tasks[].update_time",
    ]

    /// - Returns: how many bodies of each kind were read.
    @discardableResult
    private func read(_ sent: [SentBodies.Sent], finding digits: Set<String>? = nil) async throws -> [String: Int] {
        var writer = JSONWriter()
        writer.beginArray()
        for item in sent {
            writer.beginArray()
            writer.value(item.kind)
            writer.value(item.body)
            writer.endArray()
        }
        writer.endArray()
        let answers = try #require(try await TestPython.run(LarkSDK.decoding, writer.bytes()).array)
        try #require(answers.count == sent.count)
        var seen: Set<String> = []
        for (item, answer) in zip(sent, answers) {
            let offences = (answer["offences"]?.array.map { Array($0) } ?? []).compactMap(\.stringValue)
            #expect(offences == [], "\(item.kind) \(item.body.prettyText)")
            seen.formUnion((answer["digits"]?.array.map { Array($0) } ?? []).compactMap(\.stringValue))
        }
        if let digits { #expect(seen == digits) } else { #expect(seen.isSubset(of: Self.digits)) }
        return Dictionary(sent.map { ($0.kind, 1) }, uniquingKeysWith: +)
    }

    private func isTyped(_ sent: SentBodies.Sent) -> Bool { !sent.kind.hasPrefix("message.") }

    @Test func everyMemberOfEveryBody() async throws {
        var sent = try FullEvents.all.flatMap { try SentBodies.bodies(of: $0) }.filter(isTyped)
        var query = TaskQuery()
        query.approvalCodes = ["a"]
        query.instanceIDs = ["i"]
        query.userIDs = ["u"]
        query.status = .pending
        sent.append(.init(kind: "task.list", body: try SentBodies.json(query)))
        let counts = try await read(sent, finding: Self.digits)
        #expect(Set(counts.keys) == ["definition.upsert", "instance.sync", "instance.check", "task.list"])
    }

    @Test func theExamplesOfTheDocuments() async throws {
        let examples = try SentBodies.examples(of: "docs/events.md")
        let counts = try await read(try examples.flatMap { try SentBodies.bodies(of: $0) }.filter(isTyped))
        #expect(counts["instance.sync", default: 0] >= 19)
        #expect(counts["definition.upsert"] != nil && counts["instance.check"] != nil)
    }

    @Test func mergedSyncs() async throws {
        let one = FullEvents.instance
        let other = FullEvents.task.replacing("\"t2\"", with: "\"t3\"").replacing("\"c1\"", with: "\"c2\"")
        let merged = try SentBodies.merged([one, other])
        #expect(merged.body["task_list"]?.array?.count == 3)
        try await read([merged])
    }

    @Test func eventsChangedAtRandom() async throws {
        let sent = try (0..<UInt64(6000)).flatMap { seed in
            var random = SeededGenerator(seed: seed)
            return try SentBodies.bodies(of: try RandomEventTests.event(&random)).filter(isTyped)
        }
        #expect(sent.count > 400)
        try await read(sent)
    }
}
