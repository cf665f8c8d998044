import FeishuTypes
import JSON
import Testing

@testable import ApprovalContract

/// A packed receipt beside the plain one, over random histories.
struct PackedReceiptTests {
    private static func entry(_ id: String, _ generator: inout SystemRandomNumberGenerator) -> ReceiptEntry {
        let text = ["success", "审批\"成功\"\u{1}", ""].randomElement(using: &generator)
        return ReceiptEntry(
            commandID: id, outcome: Outcome.allCases.randomElement(using: &generator) ?? .applied,
            reason: Bool.random(using: &generator) ? .tooOld : nil,
            feishu: Bool.random(using: &generator)
                ? FeishuVerdict(
                    httpStatus: .random(in: 200..<600, using: &generator), code: .max, message: text, logID: nil)
                : nil,
            messageID: Bool.random(using: &generator) ? "7690215892004654266" : nil,
            attempts: .random(in: 0..<5, using: &generator), called: Bool.random(using: &generator) ? 5 : nil,
            completed: .random(in: 0 ... .max, using: &generator))
    }

    @Test func writesAndAnswersWhatAPlainReceiptDoes() throws {
        var generator = SystemRandomNumberGenerator()
        let parser = JSONParser()
        for _ in 0..<300 {
            var plain = Receipt(incarnation: "i-1")
            let packed = PackedReceipt(incarnation: "i-1")
            var scratch = JSONWriter()
            var known: [String] = []
            for step in Int64(0)..<Int64.random(in: 1..<60) {
                // Ids that share the bytes by which they are told apart first, too.
                let id = Bool.random() ? "shared-beginning-\(step)" : "\(step)-of-its-own"
                known.append(id)
                let entry = Self.entry(id, &generator)
                let offset = Int64.random(in: 0..<100)
                plain.record(entry, offset: offset)
                packed.record(entry, offset: offset, writer: &scratch)
                if Bool.random() {
                    let card = Card(messageID: "m\(step)", template: "1008", sentAt: step)
                    let slot = "task:\(Int.random(in: 0..<4))"
                    plain.set(card, slot: slot)
                    packed.set(card, slot: slot)
                }
                if Int.random(in: 0..<20) == 0 {
                    plain.approvalCode = "CODE"
                    packed.approvalCode = "CODE"
                }
                var expected = JSONWriter()
                plain.write(to: &expected)
                var found = JSONWriter()
                packed.write(to: &found)
                let (expectedText, foundText) = (expected.string(), found.string())
                #expect(foundText == expectedText)
                let asked = known.randomElement() ?? id
                #expect(packed.entry(asked, parser: parser) == plain.entry(asked))
                #expect(packed.entry("never", parser: parser) == nil)
                #expect(packed.card("task:1") == plain.card("task:1"))
                #expect(packed.doneThrough == plain.doneThrough)
            }
            // Read back, it goes on as before.
            var text = JSONWriter()
            packed.write(to: &text)
            let read = PackedReceipt(try Receipt(reading: try parser.parse(text.bytes())), writer: &scratch)
            var again = JSONWriter()
            read.write(to: &again)
            let (first, second) = (text.string(), again.string())
            #expect(first == second)
        }
    }
}
