import FeishuTypes
import JSON
import ScheduleSupport
import Testing

@testable import ApprovalContract

/// The way from JSON to bytes beside the way over a receipt.
struct CompactReceiptJSONTests {
    private static let texts = [
        "", "success", "ok", "1008", "0", "007", "76902158920042", "18446744073709551615", "9223372036854775807", "+5",
        "-5",
        "20240827103845E8497E60835ABCEF", "e8497e60835abcef", "ABC", "task:", "task:310", "task:审批", "审批\"成功\"\u{1}",
        "abcdefghijklmnopqrstuvwxyz01234-", "ABCDEF0123456789ABCDEF0123456789", "abcdefghijklmnopqrstuvwxyz01234+", "😀",
    ]

    private static func random(_ seed: UInt64) -> Receipt {
        var random = SeededGenerator(seed: seed)
        func text() -> String { texts.randomElement(using: &random) ?? "" }
        func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? { Bool.random(using: &random) ? value() : nil }
        func number() -> Int64 {
            [0, -1, 1, .max, .min, .random(in: 0..<(1 << 42), using: &random)].randomElement(using: &random) ?? 0
        }
        var receipt = Receipt(incarnation: text(), doneThrough: number(), approvalCode: maybe(text()))
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            receipt.origins.append(ReceiptOrigin(place: number(), offset: number(), index: number(), at: number()))
        }
        receipt.quickApproval = maybe(Array("{\"action_context\":\"\(number())\"}".utf8))
        receipt.attempt = maybe(SendAttempt(commandID: text(), at: number()))
        receipt.retry = RandomReceipt.retry(&random)
        receipt.sync = RandomReceipt.mark(&random)
        for _ in 0..<Int.random(in: 0..<(seed % 50 == 0 ? 150 : 40), using: &random) {
            let feishu = FeishuVerdict(
                httpStatus: Int(number()), code: maybe(number()), message: maybe(text()), logID: maybe(text()))
            let outcome = Outcome.allCases.randomElement(using: &random) ?? .applied
            receipt.entries.append(
                ReceiptEntry(
                    commandID: text(), outcome: outcome,
                    reason: maybe(ReasonCode.allCases.randomElement(using: &random) ?? .older),
                    feishu: maybe(feishu), approvalCode: maybe(text()), messageID: maybe(text()),
                    supersededBy: maybe(text()), attempts: Int(number()), called: maybe(number()), completed: number()))
        }
        for _ in 0..<Int.random(in: 0..<5, using: &random) {
            receipt.cards.append((text(), Card(messageID: text(), template: text(), sentAt: number())))
        }
        return receipt
    }

    @Test func bytesFromJSONAreThoseFromTheReceiptThatItHolds() throws {
        let parser = JSONParser()
        for seed in UInt64(0)..<5000 {
            var writer = JSONWriter()
            Self.random(seed).write(to: &writer)
            let json = try parser.parse(writer.bytes())
            var receipt = try Receipt(reading: json)
            receipt.incarnation = ""
            let key = Array("default:K-\(seed)".utf8)
            let direct = try CompactReceipt.encode(json, key: key)
            guard direct == CompactReceipt.encode(receipt, key: key), CompactReceipt.decode(direct) == receipt,
                CompactReceipt.hasKey(direct, key), Array(CompactReceipt.key(of: direct)) == key
            else {
                Issue.record("seed \(seed): \(writer.string())")
                return
            }
        }
    }

    @Test func theBuildBeforeNeitherWritesNorReadsFailures() throws {
        let parser = JSONParser()
        var writer = JSONWriter()
        let packed = PackedReceipt(incarnation: "i.1")
        packed.retry = RetryMark(commandID: "a", attempts: 3, firstFailedAt: 1, openTime: 2)
        packed.write(to: &writer, isPrevious: true)
        #expect(try Receipt(reading: parser.parse(writer.bytes())).retry == nil)
        writer.removeAll()
        packed.write(to: &writer)
        let bytes = try CompactReceipt.encode(parser.parse(writer.bytes()), key: [UInt8](), omitsAdditions: true)
        #expect(CompactReceipt.decode(bytes)?.retry == nil)
    }

    @Test func whatIsNoReceiptIsRefusedOnBothWays() throws {
        let parser = JSONParser()
        for text in [
            "{}", "[]", "1", "{\"v\":0}", "{\"v\":1}", "{\"v\":2,\"incarnation\":\"a\",\"through\":1}",
            "{\"v\":1,\"incarnation\":1,\"through\":1}", "{\"v\":1,\"incarnation\":\"a\",\"through\":\"1\"}",
            "{\"v\":1,\"incarnation\":\"a\",\"through\":1,\"commands\":[1]}",
            "{\"v\":1,\"incarnation\":\"a\",\"through\":1,\"commands\":[{\"id\":\"x\",\"outcome\":\"odd\",\"completed\":1}]}",
            "{\"v\":1,\"incarnation\":\"a\",\"through\":1,\"cards\":[{}]}",
        ] {
            let json = try parser.parse(Array(text.utf8))
            var codes: [ContractError.Code] = []
            do throws(ContractError) { _ = try Receipt(reading: json) } catch { codes.append(error.code) }
            do throws(ContractError) { _ = try CompactReceipt.encode(json, key: [UInt8]()) } catch {
                codes.append(error.code)
            }
            #expect(codes.count == 2 && Set(codes).count == 1, "\(text): \(codes)")
        }
    }

    /// Of two members of one name the first counts in both forms, also where it is of the wrong kind.
    @Test(arguments: [
        #"{"v":1,"incarnation":"a","through":1,"approval_code":7,"approval_code":"C"}"#,
        #"{"v":1,"incarnation":"a","through":1,"attempt":7,"attempt":{"id":"c","at":1}}"#,
        #"{"v":1,"incarnation":"a","through":1,"sync":7,"sync":{"live":5}}"#,
        #"{"v":1,"incarnation":"a","through":1,"commands":{},"commands":[7]}"#,
        #"{"v":1,"incarnation":"a","through":"1","through":1}"#,
        #"{"v":1,"incarnation":"a","through":1,"commands":[{"id":"c","outcome":"applied","called":"x","called":5,"completed":6}]}"#,
        #"{"v":1,"incarnation":"a","through":1,"commands":[{"id":"c","outcome":"applied","http_status":"x","http_status":5,"completed":6}]}"#,
        #"{"v":1,"incarnation":"a","through":1,"commands":[{"id":"c","outcome":7,"outcome":"applied","completed":6}]}"#,
    ])
    func theFirstMemberOfANameCounts(json: String) throws {
        let value = try JSONParser(refusesDuplicateKeys: false).parse(json)
        let key = Array("default:K".utf8)
        do {
            var receipt = try Receipt(reading: value)
            receipt.incarnation = ""
            #expect(try CompactReceipt.encode(value, key: key) == CompactReceipt.encode(receipt, key: key))
        } catch {
            #expect(throws: error) { try CompactReceipt.encode(value, key: key) }
        }
    }
}
