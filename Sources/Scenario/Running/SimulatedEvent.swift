/// Something that is due at a time.
enum SimulatedEvent {
    /// A process's regular turn.
    case tick(SimulatedReplica)
    /// The line before a process's gate is looked at again.
    case opensLine(SimulatedReplica)
    /// A job has waited long enough.
    case wakes(SimulatedJob)
    /// A call reaches Feishu.
    case arrives(SimulatedCall)
    /// A call has its answer, or won't have one.
    case answered(SimulatedCall)
    /// Commands come, by the plan's arrivals of that number.
    case comes(Int)
    /// All have read a record of the control topic, the one of that number.
    case heard(Int)
    case step(GroupStep)
    /// A member learns of a rebalance, of that generation.
    case rebalances(SimulatedReplica, Int)
    /// A process has read the receipts and commits of what it was given, in that generation.
    case tookUp(SimulatedReplica, Int)
    /// What is still under way is given up.
    case drainEnds(SimulatedReplica, Int)
    /// The group misses a process that died.
    case sessionEnds(SimulatedReplica)
    /// Faults or limits begin or end.
    case changes(String)
    /// A row of the report is full.
    case row
}
