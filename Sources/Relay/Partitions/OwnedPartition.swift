import Delivery
import Kafka

/// One partition under one assignment: what is unfinished in it and what may be committed. Confined to its stage's thread.
///
/// Each assignment makes a new one, and work holds on to its own: what comes back late from an earlier assignment
/// changes nothing of a later one.
final class OwnedPartition {
    let id: TopicPartition
    var ledger: OffsetLedger
    /// Whether the assignment has ended.
    var isGone = false
    /// Whether it is being given up: nothing new is taken of it.
    var isRevoking = false
    /// Another process has claimed it: no call may start, nothing may be written for it.
    var isFenced = false
    var pauses: PauseReasons = []
    /// Whether anything was finished since a commit was last asked for.
    var hasNews = false
    var unfinishedBytes = 0
    /// Works that a stage has started and neither finished nor given up.
    var started = 0

    /// Finds a record that alone keeps it from going on.
    var headOfLine = HeadOfLine(capacity: OffsetLedger.reach)
    /// What was taken in; what is done goes when the oldest is asked for.
    private var works = FIFO<WorkTicket>()

    init(_ id: TopicPartition, ledger: OffsetLedger = OffsetLedger()) {
        self.id = id
        self.ledger = ledger
    }

    func took(_ work: WorkTicket) { works.append(work) }

    /// The oldest that isn't finished.
    func oldest() -> WorkTicket? {
        guard let lowest = ledger.lowestUnfinished else {
            works = FIFO()
            return nil
        }
        while let first = works.first, first.offset < lowest { _ = works.popFirst() }
        return works.first
    }

    /// Whether new calls may be made for its records.
    var isOpen: Bool { !isGone && !isRevoking && !isFenced }
}
