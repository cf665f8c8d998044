import FeishuTypes
import Testing

@testable import ApprovalContract

struct DeadLetterTests {
    private func letter(_ detail: String = "why") -> DeadLetter {
        DeadLetter(
            stage: .execute, reason: Reason(.feishuReference, detail), origin: Fixtures.origin, group: "g", attempts: 3,
            firstFailedAt: 1_772_328_600_000, lastFailedAt: 1_772_328_700_000, httpStatus: 400, feishuCode: 1_390_002,
            logID: "log", commandID: "cmd", eventID: "evt")
    }

    private func text(_ name: String, _ headers: [RecordField]) -> String? {
        headers.last { $0.name == name }?.text
    }

    @Test func saysWhyInThreeDialects() {
        let headers = letter().headers(after: [RecordField("theirs", nil)], relayVersion: "9")
        #expect(headers[0] == RecordField("theirs", nil))
        #expect(text("approval-dlq-reason", headers) == "feishu_reference")
        #expect(text("approval-dlq-stage", headers) == "execute")
        #expect(text("approval-dlq-attempts", headers) == "3")
        #expect(text("approval-dlq-first-failed-at", headers) == "2026-03-01T01:30:00.000Z")
        #expect(text("approval-dlq-replays", headers) == "0")
        #expect(text("__dlq.errors.offset", headers) == "4182")
        #expect(text("__dlq.errors.group", headers) == "g")
        #expect(headers.last { $0.name == "kafka_dlt-original-partition" }?.value == [0, 0, 0, 3])
        #expect(headers.last { $0.name == "kafka_dlt-original-offset" }?.value == [0, 0, 0, 0, 0, 0, 0x10, 0x56])
    }

    @Test func aSecondFailureRenewsTheHeadersAndCountsTheReplay() {
        let first = letter().headers(after: [RecordField("theirs", text: "x")], relayVersion: "9")
        let second = letter("again").headers(after: first, relayVersion: "9")
        #expect(second.count == first.count)
        #expect(text("approval-dlq-detail", second) == "again")
        #expect(text("approval-dlq-replays", second) == "1")
        #expect(text("theirs", second) == "x")
    }

    @Test func theDetailIsBoundedWithoutBreakingACharacter() throws {
        let headers = letter(String(repeating: "审", count: 2000)).headers(after: [], relayVersion: "9")
        let bytes = try #require(headers.last { $0.name == "approval-dlq-detail" }?.value)
        #expect(bytes.count <= 1024)
        #expect(String(validating: bytes, as: UTF8.self) != nil)
    }
}
