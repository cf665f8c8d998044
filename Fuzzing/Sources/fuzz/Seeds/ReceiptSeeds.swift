import ApprovalContract

/// Receipts with everything that one can hold.
enum ReceiptSeeds {
    static let all: [Receipt] = [Receipt(incarnation: "a.1"), full(outcomes: 1), full(outcomes: 6)]

    private static func full(outcomes: Int) -> Receipt {
        var receipt = Receipt(
            incarnation: "relay-7f.3", doneThrough: 4182, approvalCode: "81D31358-93AF-92D6-7425-01A5D67C4E71")
        for index in 0..<outcomes {
            let outcome = Outcome.allCases[index % Outcome.allCases.count]
            receipt.entries.append(
                ReceiptEntry(
                    commandID: "7tnRQ2CYkJigql3r66fDvQIUd-WNn1x\(index)", outcome: outcome,
                    reason: ReasonCode.allCases[index],
                    feishu: FeishuVerdict(httpStatus: 200, code: 1_390_001, message: "不合法", logID: "20260301ABCDEF"),
                    approvalCode: "C\(index)", messageID: "6968359519504171036", supersededBy: "x", attempts: index,
                    called: 1_772_328_600_000, completed: 1_772_328_600_123 + Int64(index)))
        }
        receipt.set(
            Card(messageID: "6968359519504171036", template: "1008", sentAt: 1_772_328_600_000), slot: "task:310")
        receipt.set(Card(messageID: "om_x", template: "1021", sentAt: 1_772_328_600_001), slot: "initiator:1021")
        receipt.origins = [ReceiptOrigin(place: 77, offset: 9, index: 1, at: 1_772_328_600_000)]
        receipt.attempt = SendAttempt(commandID: "c", at: 1_772_328_600_000)
        receipt.retry = RetryMark(commandID: "c", attempts: 2, firstFailedAt: 1_772_328_600_000, openTime: 500)
        var mark = SyncMark()
        mark.live = 1_772_328_600_000
        mark.bulk = 1_772_328_600_001
        mark.applied = 1_772_328_600_000
        mark.sequence = "0007"
        receipt.sync = mark
        receipt.quickApproval = Array(#"{"url":"https://oa/1"}"#.utf8)
        return receipt
    }
}
