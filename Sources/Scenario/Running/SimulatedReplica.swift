import ApprovalContract
import Delivery

/// One process: the relay's cores, with what `ExecuteStage` keeps around them.
final class SimulatedReplica {
    let number: Int
    /// What the process's clock read when the scenario began: no two processes agree.
    let clockOffset: Duration
    var isAlive = true
    var exchange: QuotaExchange
    var gate: CallGate
    let scheduler = KeyScheduler<Int, Int>()

    // The gate's line.
    var line = FIFO<SimulatedJob>()
    /// When the timer that opens it fires; `nil` without one.
    var opensAt: Duration?
    var waitsForQuota = false
    /// By what right each call under way was started, by key.
    var grants: [Int: QuotaGrant] = [:]

    /// Jobs that hold one of the places.
    var active = 0
    /// Those that wait before the gate or for a time, by command.
    var suspended: [Int: SimulatedJob] = [:]
    /// Jobs begun and not over, of the current assignment.
    var started = 0
    /// Commands taken in and not over.
    var unfinished = 0

    // The control topic.
    var reportsUnderWay = 0
    /// The report that must be read back before partitions are taken over.
    var mark: Int?

    // The group.
    var assignment = 0
    var generation = 0
    var isDraining = false
    var isStopping = false
    /// Given by the group.
    var assigned: [Int] = []
    /// Assigned, and taken up.
    var owned: [Int] = []
    /// How far each partition was taken in.
    var positions: [Int: Int] = [:]
    var isPaused = false

    var name: String { "r\(number)" }

    init(_ number: Int, clockOffset: Duration, _ scenario: Scenario, limits: [QuotaKey: QuotaLimit]) {
        self.number = number
        self.clockOffset = clockOffset
        exchange = QuotaExchange(
            incarnation: "r\(number)", partitionCount: scenario.partitions, limits: limits)
        gate = CallGate(perSecond: scenario.relay.perSecond)
    }
}
