import ApprovalContract
import FeishuTypes
import Foundation
import JSON
import Routing
import Testing

/// What the relay writes is what its schemas say, down to the last member.
@Suite(.enabled(if: TestPython.isThere, Comment(rawValue: TestPython.reason)), .timeLimit(.minutes(2)))
struct RecordSchemaTests {
    private func expectRight(_ documents: [String], _ schema: String) async throws {
        let offences = try await SchemaValidator.offences(of: documents, against: schema, isClosed: true)
        #expect(offences.count == documents.count)
        for (document, offences) in zip(documents, offences) {
            #expect(offences == [], "\(document)")
        }
    }

    private func expectWrong(_ document: String, _ path: String, _ json: String?, _ schema: String) async throws {
        let changed = try Mutation.changed(document, path, to: json)
        let offences = try await SchemaValidator.offences(of: [changed], against: schema)
        #expect(offences[0].contains(path), "\(path): \(offences[0])")
    }

    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return writer.string()
    }

    @Test func results() async throws {
        let results = try WireSamples.results().map { String(decoding: $0, as: UTF8.self) }
        try await expectRight(results, "result.schema.json")
        try await expectWrong(results[0], "data.outcome", "\"done\"", "result.schema.json")
        try await expectWrong(results[0], "data.times.completed", "1772330000000", "result.schema.json")
        try await expectWrong(results[1], "type", "\"approval.result.done\"", "result.schema.json")
    }

    @Test func dryRuns() async throws {
        let answers = try WireSamples.dryRuns().map { answer in
            text { answer.write(to: &$0, source: "/approval-relay") }
        }
        try await expectRight(answers, "dry-run.schema.json")
        try await expectWrong(answers[0], "data.outcome", "\"applied\"", "dry-run.schema.json")
        try await expectWrong(answers[0], "id", "\"c1\"", "dry-run.schema.json")
        // Neither is ever the other.
        let asResults = try await SchemaValidator.offences(of: answers, against: "result.schema.json")
        #expect(asResults.allSatisfy { $0.contains("type") })
        let results = try WireSamples.results().map { String(decoding: $0, as: UTF8.self) }
        let asDryRuns = try await SchemaValidator.offences(of: results, against: "dry-run.schema.json")
        #expect(asDryRuns.allSatisfy { $0.contains("type") && $0.contains("id") && $0.contains("data.dry_run") })
    }

    @Test func commands() async throws {
        var commands: [String] = []
        for event in FullEvents.all + [WireSamples.event] {
            guard case .commands(let made, _) = WireSamples.decide(event) else {
                Issue.record("\(WireSamples.decide(event))")
                continue
            }
            commands += made.map { command in text { command.write(to: &$0) } }
        }
        #expect(commands.count > 12)
        try await expectRight(commands, "command.schema.json")
        try await expectWrong(commands[0], "kind", "\"instance.delete\"", "command.schema.json")
        try await expectWrong(commands[0], "body", nil, "command.schema.json")
    }

    @Test func receiptsAndClaims() async throws {
        var receipt = Receipt(incarnation: "i", doneThrough: 7, approvalCode: "C1")
        let empty = text { receipt.write(to: &$0) }
        receipt.quickApproval = Array("{\"action_callback_url\":\"https://oa/callback\"}".utf8)
        for (index, outcome) in Outcome.allCases.enumerated() {
            var entry = ReceiptEntry(
                commandID: "c\(index)", outcome: outcome, reason: outcome == .applied ? nil : .older,
                feishu: FeishuVerdict(httpStatus: 200, code: 0, message: "ok", logID: "l"), attempts: 2, called: 3,
                completed: 4)
            entry.approvalCode = "C1"
            entry.messageID = "7040563541741120241"
            entry.supersededBy = "c9"
            receipt.record(entry, offset: 8, origin: ReceiptOrigin(place: 1, offset: 2, index: 3, at: 4))
        }
        receipt.set(Card(messageID: "7040563541741120241", template: "1008", sentAt: 5), slot: "task:t1")
        receipt.attempt = SendAttempt(commandID: "c10", at: 6)
        receipt.retry = RetryMark(commandID: "c11", attempts: 2, firstFailedAt: 7, openTime: 8)
        var sync = SyncMark()
        sync.note(1_772_330_000_000, .live)
        sync.note(1_772_330_000_001, .bulk)
        sync.noteApplied(1_772_330_000_000, sequence: "0007")
        sync.isUnbounded = true
        receipt.sync = sync
        let full = text { receipt.write(to: &$0) }
        let claim = text { ReceiptClaim(id: "p.1", at: 9).write(to: &$0) }
        try await expectRight([empty, full, claim], "receipt.schema.json")
        try await expectWrong(full, "commands[0].outcome", "\"accepted\"", "receipt.schema.json")
        try await expectWrong(claim, "at", nil, "receipt.schema.json")
    }

    /// What the pages show of answers.
    @Test(arguments: [("events", "result"), ("operations", "dry-run")])
    func answersInTheDocuments(_ page: String, _ schema: String) async throws {
        let document = try String(
            contentsOf: TestPython.package.appending(path: "docs/\(page).md"), encoding: .utf8)
        let answers = document.components(separatedBy: "```json\n").dropFirst()
            .map { $0.components(separatedBy: "```")[0] }
            .filter { $0.contains("approval.result.") || $0.contains("approval.dry_run.") }
        #expect(!answers.isEmpty)
        try await expectRight(answers, "\(schema).schema.json")
    }
}
