import JSON
import Testing

@testable import ApprovalContract

struct ReceiptTests {
    /// Of the many messages of an approval the cards that can still be changed are kept longest.
    @Test func messagesDoNotDisplaceCardsThatCanBeChanged() {
        var plain = Receipt(incarnation: "i")
        let packed = PackedReceipt(incarnation: "i")
        func set(_ slot: String, _ template: String) {
            let card = Card(messageID: slot, template: template, sentAt: 1)
            plain.set(card, slot: slot)
            packed.set(card, slot: slot)
        }
        for number in 0..<3 { set("task:\(number)", "1008") }
        for number in 0..<Receipt.maximumCards { set("comment:\(number)", "1027") }
        #expect(plain.cards.count == Receipt.maximumCards)
        #expect((0..<3).allSatisfy { packed.card("task:\($0)") != nil && plain.card("task:\($0)") != nil })
        #expect(plain.card("comment:2") == nil && plain.card("comment:3") != nil)
        for number in 3..<(Receipt.maximumCards + 3) { set("task:\(number)", "1008") }
        #expect(plain.card("task:2") == nil && plain.card("task:3") != nil && plain.card("comment:511") == nil)
        #expect(packed.card("task:2") == nil && packed.card("task:3") != nil)
    }

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

    @Test func keepsAllThatCameOfOneCallUntilTheNext() {
        var receipt = Receipt(incarnation: "i")
        for offset in Int64(0)..<40 { receipt.record(entry("a\(offset)"), offset: offset) }
        for offset in Int64(0)..<100 { receipt.record(entry("b\(offset)"), offset: 40 + offset, group: 100) }
        #expect(receipt.entries.count == 100)
        #expect(receipt.entry("b0") != nil)
        receipt.record(entry("c"), offset: 140)
        #expect(receipt.entries.count == Receipt.maximumEntries)
        #expect(receipt.entry("b69") != nil)
        #expect(receipt.entry("b68") == nil)
    }

    @Test func saysWhatVersionsFollowFrom() throws {
        var receipt = Receipt(incarnation: "i-1")
        receipt.sync = SyncMark()
        let empty = try Fixtures.json { receipt.write(to: &$0) }
        let again = try Receipt(reading: empty)
        #expect(again.sync == SyncMark())
        receipt.sync?.note(1_764_000_000_000, .live)
        receipt.sync?.noteApplied(1_764_000_000_000, sequence: "7")
        let value = try Fixtures.json { receipt.write(to: &$0) }
        let mark = value["sync"]
        #expect(mark?["live"]?.int64 == 1_764_000_000_000)
        #expect(mark?["sequence"]?.stringValue == "7")
        let read = try Receipt(reading: value)
        #expect(read.sync == receipt.sync)
    }

    @Test func failuresGoWithTheirCommandsOutcome() throws {
        var receipt = Receipt(incarnation: "i-1")
        receipt.retry = RetryMark(commandID: "a", attempts: 3, firstFailedAt: 1_764_000_000_000, openTime: 900)
        let value = try Fixtures.json { receipt.write(to: &$0) }
        #expect(try Receipt(reading: value).retry == receipt.retry)
        receipt.record(entry("b"), offset: 1)
        #expect(receipt.retry != nil)
        receipt.record(entry("a"), offset: 2)
        #expect(receipt.retry == nil)
        #expect(try Fixtures.json { receipt.write(to: &$0) }["retry"] == nil)
    }

    /// What was read is bounded, and what lacks a part is as if it weren't there.
    @Test(arguments: [
        ("{\"id\":\"a\",\"attempts\":99999999999999,\"first_failed_at\":-5,\"open\":9223372036854775807}", 1_000_000),
        ("{\"id\":\"a\",\"attempts\":-3,\"first_failed_at\":1,\"open\":-1}", 1),
        ("{\"id\":\"a\",\"attempts\":\"3\",\"first_failed_at\":1,\"open\":0}", nil), ("[]", nil), ("7", nil),
        ("{\"attempts\":3,\"first_failed_at\":1,\"open\":0}", nil),
    ])
    func failuresThatAreReadAreBounded(_ text: String, _ attempts: Int?) throws {
        let value = try JSONParser().parse("{\"v\":1,\"incarnation\":\"i\",\"through\":1,\"retry\":\(text)}")
        let mark = try Receipt(reading: value).retry
        #expect(mark?.attempts == attempts)
        #expect(mark.map { $0.firstFailedAt >= 0 && $0.openTime >= 0 } ?? true)
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
