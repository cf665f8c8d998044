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

    /// Offsets that were taken in, with their records' times; what is done goes when the oldest is asked for.
    private var times = FIFO<(offset: Int64, time: Int64)>()

    init(_ id: TopicPartition, ledger: OffsetLedger = OffsetLedger()) {
        self.id = id
        self.ledger = ledger
    }

    func took(_ offset: Int64, time: Int64) {
        times.append((offset, time))
    }

    /// The time of the oldest record that isn't finished, in epoch milliseconds.
    func oldestTime() -> Int64? {
        guard let lowest = ledger.lowestUnfinished else {
            times = FIFO()
            return nil
        }
        while let first = times.first, first.offset < lowest { _ = times.popFirst() }
        return times.first?.time
    }

    /// Whether new calls may be made for its records.
    var isOpen: Bool { !isGone && !isRevoking && !isFenced }
}
