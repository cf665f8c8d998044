import Delivery
import Kafka

/// One partition under one assignment: what is unfinished in it and what may be committed. Confined to its stage's thread.
///
/// Each assignment makes a new one, and work holds on to its own: what comes back late from an earlier assignment
/// changes nothing of a later one.
final class OwnedPartition {
    let id: TopicPartition
    var ledger = OffsetLedger()
    /// Whether the assignment has ended.
    var isGone = false
    /// Whether it is being given up: nothing new is taken of it.
    var isRevoking = false
    var isPaused = false
    /// Whether anything was finished since a commit was last asked for.
    var hasNews = false
    var unfinishedBytes = 0
    /// Works that a stage has started and neither finished nor given up.
    var started = 0

    init(_ id: TopicPartition) { self.id = id }

    /// Whether new calls may be made for its records.
    var isOpen: Bool { !isGone && !isRevoking }
}
