import ApprovalContract

/// The receipts of the partitions that this process owns, by key.
///
/// Kept for the time of an assignment. What is dropped with a partition is still in the receipts topic.
struct ReceiptBook {
    private var receipts: [LanePartition: [String: Receipt]] = [:]
    private let incarnation: String

    init(incarnation: String) { self.incarnation = incarnation }

    subscript(_ partition: LanePartition, _ key: String) -> Receipt? {
        receipts[partition]?[key]
    }

    /// Changes a key's receipt, which is made when there is none, and returns it.
    mutating func update(
        _ partition: LanePartition, _ key: String, _ change: (inout Receipt) -> Void
    ) -> Receipt {
        var receipt = receipts[partition]?.removeValue(forKey: key) ?? Receipt(incarnation: incarnation)
        receipt.incarnation = incarnation
        change(&receipt)
        receipts[partition, default: [:]][key] = receipt
        return receipt
    }

    mutating func drop(_ partition: LanePartition) {
        receipts[partition] = nil
    }

    var count: Int { receipts.values.reduce(0) { $0 + $1.count } }
}
