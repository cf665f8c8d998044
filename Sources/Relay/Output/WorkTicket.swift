import ApprovalContract
import Kafka

/// One consumed record on its way through a stage. Confined to the stage's thread.
///
/// Its offset is done when the stage has ``isSealed`` it (nothing more will be written for it) and all that was written is
/// acknowledged.
final class WorkTicket {
    /// The assignment under which the record was read.
    let owner: OwnedPartition
    let offset: Int64
    let byteCount: Int
    /// The record's own time, epoch milliseconds.
    let time: Int64
    /// Outputs that Kafka has not acknowledged.
    var unacknowledged = 0
    var isSealed = false
    /// Why its command is to be given up here and go to the parked topic; nil while it isn't.
    private(set) var setAside: ParkingReason?
    /// The turn that it is part of with others: those are set aside with it.
    weak var turn: SyncTurn?
    /// Where its command stands in the parked topic's order; nil for one that was read from its lane.
    var parked: ParkedPlace?
    /// Since when its command waits for its definition, epoch milliseconds; nil if it doesn't.
    var waitsSince: Int64?
    /// Called once, when the work is done.
    var whenDone: (() -> Void)?
    /// Called once, when all that was written so far is acknowledged.
    var whenWritten: (() -> Void)?

    init(owner: OwnedPartition, offset: Int64, byteCount: Int, time: Int64) {
        self.owner = owner
        self.offset = offset
        self.byteCount = byteCount
        self.time = time
    }

    var partition: TopicPartition { owner.id }
    var isDone: Bool { isSealed && unacknowledged == 0 }
    /// Whether the record's partition is still owned as it was when the record was read.
    var isCurrent: Bool { !owner.isGone }
    /// Whether outcomes may be written for it.
    var mayBeAnswered: Bool { isCurrent && !owner.isFenced }
    /// Whether new calls may be made for it.
    var mayGoOn: Bool { owner.isOpen && reasonToSetAside == nil }
    /// Its own, or that of the turn that it is part of.
    var reasonToSetAside: ParkingReason? { turn?.setAside ?? setAside }

    /// Its command makes no new call, and goes to the parked topic when the one under way has ended.
    func setAside(_ reason: ParkingReason) {
        if let turn { turn.setAside = turn.setAside ?? reason } else { setAside = setAside ?? reason }
    }
}
