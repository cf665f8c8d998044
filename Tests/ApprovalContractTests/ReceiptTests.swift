import JSON
import Testing

@testable import ApprovalContract

struct ReceiptTests {
    private func entry(_ id: String) -> ReceiptEntry {
        ReceiptEntry(
            commandID: id, outcome: .applied,
            feishu: FeishuVerdict(httpStatus: 200, code: 0, message: "success", logID: "l"),
            messageID: "7690215892004654266", attempts: 2, called: 5, completed: 9)
    }

    @Test func isReadAsItWasWritten() throws {
        var receipt = Receipt(incarnation: "i-1", approvalCode: "CODE")
        receipt.record(entry("a"), offset: 7)
        receipt.record(ReceiptEntry(commandID: "b", outcome: .deadLettered, reason: .inDoubt, completed: 3), offset: 8)
        receipt.set(Card(messageID: "m", template: "1008", sentAt: 4), slot: "task:T1")
        let read = try Receipt(reading: try Fixtures.json { receipt.write(to: &$0) })
        #expect(read == receipt)
    }

    @Test func keepsTheLatestOutcomesOnly() {
        var receipt = Receipt(incarnation: "i")
        for offset in Int64(0)..<100 { receipt.record(entry("c\(offset)"), offset: offset) }
        #expect(receipt.entries.count == Receipt.maximumEntries)
        #expect(receipt.entry("c99") != nil)
        #expect(receipt.entry("c67") == nil)
        #expect(receipt.doneThrough == 99)
    }

    @Test func answersARepeatWithTheOutcomeOfTheFirstTime() {
        let result = entry("7tnRQ2CYkJigql3r66fDvQIUd-WNn1xF").result(for: Fixtures.command())
        #expect(result.outcome == .applied)
        #expect(result.messageID == "7690215892004654266")
        #expect(result.attempts == 2)
        #expect(result.times.completed == 9)
    }

    @Test func aNewerFormatIsNotGuessedAt() throws {
        let value = try JSONParser().parse("{\"v\":2,\"incarnation\":\"i\",\"through\":1}")
        #expect { try Receipt(reading: value) } throws: { ($0 as? ContractError)?.code == .newerFormat }
    }
}
