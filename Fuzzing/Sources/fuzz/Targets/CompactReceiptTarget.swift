import ApprovalContract

/// The compact form of receipts, from any bytes.
struct CompactReceiptTarget: FuzzTarget {
    let words = ["task:", "initiator:"]

    var seeds: [[UInt8]] { ReceiptSeeds.all.map { CompactReceipt.encode($0, key: Array("default:EXP-1".utf8)) } }

    func judge(_ bytes: [UInt8]) {
        _ = CompactReceipt.lastTouched(bytes)
        let key = CompactReceipt.key(of: bytes)
        let receipt = MemoryBound.keep(for: bytes.count) { CompactReceipt.decode(bytes) }
        guard let receipt else { return }
        let encoded = CompactReceipt.encode(receipt, key: key)
        require(CompactReceipt.decode(encoded) == receipt, "read otherwise when it is written again")
        require(CompactReceipt.hasKey(encoded, key), "without its key")
    }
}
