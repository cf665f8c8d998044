import ApprovalContract
import JSON

/// The receipts of the partitions that this process owns, by key.
///
/// Kept for the time of an assignment. What is dropped with a partition is still in the receipts topic.
struct ReceiptBook {
    private var receipts: [LanePartition: [String: PackedReceipt]] = [:]
    private let incarnation: String

    init(incarnation: String) { self.incarnation = incarnation }

    subscript(_ partition: LanePartition, _ key: String) -> PackedReceipt? {
        receipts[partition]?[key]
    }

    /// A key's receipt, made when there is none. It carries this process's name from now on.
    mutating func own(_ partition: LanePartition, _ key: String) -> PackedReceipt {
        if let receipt = receipts[partition]?[key] {
            receipt.incarnation = incarnation
            return receipt
        }
        let receipt = PackedReceipt(incarnation: incarnation)
        receipts[partition, default: [:]][key] = receipt
        return receipt
    }

    mutating func drop(_ partition: LanePartition) {
        receipts[partition] = nil
    }

    var count: Int { receipts.values.reduce(0) { $0 + $1.count } }
}
