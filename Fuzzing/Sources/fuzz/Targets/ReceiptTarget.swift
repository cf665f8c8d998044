import JSON

@testable import ApprovalContract

/// Receipts of their topic, in the three forms in which a process keeps them.
struct ReceiptTarget: FuzzTarget {
    let words =
        JSONWords.all + Outcome.allCases.map { "\"\($0.rawValue)\"" } + ReasonCode.allCases.map { "\"\($0.rawValue)\"" }
        + [
            "incarnation", "through", "origins", "place", "offset", "index", "at", "attempt", "retry",
            "first_failed_at", "open", "sync",
            "live", "bulk", "applied", "unbounded", "sequence", "commands", "outcome", "reason", "http_status", "code",
            "msg", "log_id",
            "approval_code", "message_id", "superseded_by", "quick_approval", "attempts", "called", "completed",
            "cards", "slot",
            "template", "sent_at", "id", "v",
        ].map { "\"\($0)\":" }
    private let parser = JSONParser(
        limits: JSONLimits(maximumSize: 16 << 20, maximumDepth: 16), refusesDuplicateKeys: false)
    private let key = Array("default:EXP-1".utf8)

    var seeds: [[UInt8]] {
        ReceiptSeeds.all.map { receipt in
            var writer = JSONWriter(capacity: 4096)
            receipt.write(to: &writer)
            return writer.bytes()
        }
    }

    func judge(_ bytes: [UInt8]) {
        guard let value = try? parser.parse(bytes).compacted() else { return }
        let receipt = Result { () throws(ContractError) in try Receipt(reading: value) }
        let compact = MemoryBound.keep(for: bytes.count) { () -> Result<[UInt8], ContractError> in
            Result { () throws(ContractError) in try CompactReceipt.encode(value, key: key) }
        }
        switch (receipt, compact) {
        case (.success(let receipt), .success(let compact)): check(receipt, compact)
        case (.failure(let error), .failure(let other)):
            require(error == other, "\(error), but read without its texts: \(other)")
        default: fatalError("read in one form and not in the other: \(receipt), \(compact)")
        }
    }

    private func check(_ receipt: Receipt, _ compact: [UInt8]) {
        var unclaimed = receipt
        unclaimed.incarnation = ""
        require(
            compact == CompactReceipt.encode(unclaimed, key: key), "compact otherwise than the receipt that was read")
        require(CompactReceipt.decode(compact) == unclaimed, "read otherwise from its compact form")
        require(CompactReceipt.hasKey(compact, key), "without its key")
        var writer = JSONWriter(capacity: 4096)
        receipt.write(to: &writer)
        let written = writer.bytes()
        guard let value = try? JSONParser().parse(written), let again = try? Receipt(reading: value) else {
            fatalError("a receipt that can't be read again")
        }
        require(again == receipt, "read otherwise when it is written")
        let packed = PackedReceipt(receipt, writer: &writer)
        require(packed.receipt(parser: parser) == receipt, "packed otherwise")
        for entry in receipt.entries where receipt.entry(entry.commandID) == entry {
            require(packed.entry(entry.commandID, parser: parser) == entry, "another outcome when packed")
        }
        writer.removeAll()
        packed.write(to: &writer)
        require(writer.bytes() == written, "written otherwise when packed")
    }
}
