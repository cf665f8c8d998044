import Delivery

/// A command that a process carries out.
final class SimulatedJob {
    enum State {
        /// It has one of the places, or is on its way to it.
        case active
        /// It waits for admission.
        case atGate
        /// It waits for a time, after a failure.
        case pausing
        /// It is done, or given up.
        case over
    }

    let replica: SimulatedReplica
    let command: Int
    let key: Int
    /// Of the process when the job began: it is void when that has changed.
    let assignment: Int
    var state = State.active
    var age = RetryAge()

    init(_ replica: SimulatedReplica, command: Int, key: Int) {
        self.replica = replica
        self.command = command
        self.key = key
        assignment = replica.assignment
    }

    /// Whether the process still owns the command's partition.
    var isCurrent: Bool { replica.isAlive && assignment == replica.assignment && state != .over }
    /// Whether it may make another call.
    var mayGoOn: Bool { isCurrent && !replica.isDraining }
}
