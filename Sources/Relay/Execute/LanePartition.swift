import ApprovalContract

/// A partition number of a lane: of its commands, its bulk commands and its receipts alike.
struct LanePartition: Hashable {
    var lane: Lane
    var partition: Int32
}
