import FeishuAPI

/// One call to Feishu.
final class SimulatedCall {
    let job: SimulatedJob
    let replica: SimulatedReplica
    let start: Duration
    var end: Duration
    let isBorrowed: Bool
    var result = CallRecord.Result.unsent
    var isOver = false
    /// Of the trace.
    var record = 0
    /// What the process observes at the end.
    var observation: FeishuObservation

    init(_ job: SimulatedJob, start: Duration, end: Duration, isBorrowed: Bool) {
        self.job = job
        replica = job.replica
        self.start = start
        self.end = end
        self.isBorrowed = isBorrowed
        observation = .failure(FeishuTransportError(.timedOut, reach: .mayHaveBeenProcessed))
    }
}
