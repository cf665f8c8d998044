import Kafka

/// One consumed record on its way through a stage. Confined to the stage's thread.
///
/// Its offset is done when the stage has ``sealed`` it (nothing more will be written for it) and all that was written is
/// acknowledged.
final class WorkTicket {
    let partition: TopicPartition
    let offset: Int64
    /// Of the assignment under which the record was read: what comes back after a rebalance finds another one.
    let assignment: Int
    let byteCount: Int
    /// Outputs that Kafka has not acknowledged.
    var unacknowledged = 0
    var isSealed = false
    /// Called once, when the work is done.
    var whenDone: (() -> Void)?

    init(partition: TopicPartition, offset: Int64, assignment: Int, byteCount: Int) {
        self.partition = partition
        self.offset = offset
        self.assignment = assignment
        self.byteCount = byteCount
    }

    var isDone: Bool { isSealed && unacknowledged == 0 }
}
