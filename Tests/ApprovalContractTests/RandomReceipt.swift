import ScheduleSupport

@testable import ApprovalContract

/// Receipts with every oddity that their fields may have.
enum RandomReceipt {
    private static let texts: [String] = [
        "", "0", "00", "007", "+5", "-5", "5 ", "7690215892004654266", "9999999999999999999", "18446744073709551616",
        "1234567890123456789", "success", "ok", "OK", "1008", "1009", "ABCDEF", "abcdef", "0ABCDEF0123456789", "F",
        "a.b",
        "审批", "e\u{301}", "\u{e9}", "\u{212A}", "\u{0}", "\u{1}\"\\\n\u{7f}", "👨‍👩‍👧",
        "om_dc13264520392913993dd051dba21dcf",
        "202606041234567890ABCDEF0123456789", String(repeating: "9", count: 40), String(repeating: "F", count: 301),
        String(repeating: "审", count: 99),
    ]
    private static let identifiers: [String] = [
        "7tnRQ2CYkJigql3r66fDvQIUd-WNn1xF", "________________________________", "7tnRQ2CYkJigql3r66fDvQIUd+WNn1x/",
        "7tnRQ2CYkJigql3r66fDvQIUd-WNn1x=", "00000000000000000000000000000000", "ABCDEFABCDEFABCDEFABCDEFABCDEFAB",
        "7tnRQ2CYkJigql3r66fDvQIUd-WNn1x", "7tnRQ2CYkJigql3r66fDvQIUd-WNn1é", "审批审批审批审批审批", "-", "",
    ]
    private static let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, 63, 64, 200, 1_772_328_600_123, .max - 1, .max]

    static func text(_ random: inout SeededGenerator) -> String { texts[random.below(texts.count)] }

    static func identifier(_ random: inout SeededGenerator) -> String {
        random.one(in: 4) ? text(&random) : identifiers[random.below(identifiers.count)]
    }

    static func number(_ random: inout SeededGenerator) -> Int64 {
        switch random.below(3) {
        case 0: numbers[random.below(numbers.count)]
        case 1: Int64(bitPattern: random.next())
        default: Int64(random.below(100_000))
        }
    }

    static func entry(_ random: inout SeededGenerator) -> ReceiptEntry {
        ReceiptEntry(
            commandID: identifier(&random), outcome: Outcome.allCases[random.below(Outcome.allCases.count)],
            reason: random.one(in: 2) ? ReasonCode.allCases[random.below(ReasonCode.allCases.count)] : nil,
            feishu: random.one(in: 2) ? verdict(&random) : nil,
            approvalCode: random.one(in: 3) ? text(&random) : nil, messageID: random.one(in: 2) ? text(&random) : nil,
            supersededBy: random.one(in: 3) ? identifier(&random) : nil, attempts: Int(number(&random)),
            called: random.one(in: 2) ? number(&random) : nil, completed: number(&random))
    }

    private static func verdict(_ random: inout SeededGenerator) -> FeishuVerdict {
        FeishuVerdict(
            httpStatus: Int(number(&random)), code: random.one(in: 2) ? number(&random) : nil,
            message: random.one(in: 2) ? text(&random) : nil, logID: random.one(in: 2) ? text(&random) : nil)
    }

    static func card(_ random: inout SeededGenerator) -> Card {
        Card(messageID: text(&random), template: text(&random), sentAt: number(&random))
    }

    static func attempt(_ random: inout SeededGenerator) -> SendAttempt? {
        random.one(in: 3) ? SendAttempt(commandID: identifier(&random), at: number(&random)) : nil
    }

    static func retry(_ random: inout SeededGenerator) -> RetryMark? {
        guard random.one(in: 3) else { return nil }
        return RetryMark(
            commandID: identifier(&random), attempts: Int(clamping: number(&random)), firstFailedAt: number(&random),
            openTime: number(&random))
    }

    static func mark(_ random: inout SeededGenerator) -> SyncMark? {
        guard random.one(in: 2) else { return nil }
        var mark = SyncMark()
        func version() -> Int64 { random.one(in: 3) ? 0 : .random(in: 0...(1 << 53), using: &random) }
        mark.live = version()
        mark.bulk = version()
        mark.applied = random.one(in: 2) ? mark.live : version()
        mark.sequence = random.one(in: 2) ? nil : text(&random)
        // An empty or a long one is as if it weren't there.
        if mark.sequence?.isEmpty ?? false || mark.sequence?.utf8.count ?? 0 > SyncMark.maximumSequence {
            mark.sequence = nil
        }
        mark.isUnbounded = random.one(in: 4)
        return mark
    }

    static func make(_ random: inout SeededGenerator) -> Receipt {
        var receipt = Receipt(
            incarnation: text(&random), doneThrough: number(&random),
            approvalCode: random.one(in: 2) ? text(&random) : nil)
        if random.one(in: 4) {
            receipt.quickApproval = Array("{\"action_callback_url\":\"https://a/\(random.one(in: 2))\"}".utf8)
        }
        receipt.version = Int(number(&random))
        for _ in 0..<Int.random(in: 0...Receipt.maximumOrigins, using: &random) {
            receipt.origins.append(
                ReceiptOrigin(
                    place: number(&random), offset: number(&random), index: number(&random), at: number(&random)))
        }
        receipt.attempt = attempt(&random)
        receipt.retry = retry(&random)
        receipt.sync = mark(&random)
        for _ in 0..<random.below(4) { receipt.entries.append(entry(&random)) }
        for _ in 0..<random.below(3) { receipt.cards.append((text(&random), card(&random))) }
        return receipt
    }
}
