import Delivery

/// As `ExecuteStage+Waiting.swift` and `ExecuteStage.swift` do it.
extension Simulation {
    /// Starts commands while there is room.
    func pump(_ replica: SimulatedReplica) {
        while replica.isAlive, replica.active < scenario.relay.concurrency,
            let (key, command) = replica.scheduler.next()
        {
            replica.active += 1
            replica.started += 1
            turns.append(.begins(SimulatedJob(replica, command: command, key: key)))
        }
    }

    /// Waits until a call may start, and makes it.
    func admit(_ job: SimulatedJob) {
        let replica = job.replica
        guard job.mayGoOn else { return abandon(job) }
        // Those who came before go first.
        if replica.line.isEmpty {
            switch ask(replica, job.key, othersWait: false) {
            case .now: return call(job)
            case .othersFirst: openLater(replica, .zero)
            case let refused: wait(replica, refused)
            }
        }
        suspend(job, .atGate)
        replica.line.append(job)
        pump(replica)
    }

    func suspend(_ job: SimulatedJob, _ state: SimulatedJob.State) {
        job.state = state
        job.replica.active -= 1
        job.replica.suspended[job.command] = job
        if state == .atGate { trace.waits(job.replica, by: 1, at: now) }
    }

    func resume(_ job: SimulatedJob) {
        if job.state == .atGate { trace.waits(job.replica, by: -1, at: now) }
        job.state = .active
        job.replica.active += 1
        job.replica.suspended[job.command] = nil
    }

    private func ask(_ replica: SimulatedReplica, _ key: Int, othersWait: Bool) -> CallGate.Admission {
        let time = clock(replica)
        let admission = replica.gate.admit(key: keyNames[key], othersWait: othersWait, at: time) {
            replica.exchange.admit(Self.quotaKey, at: time)
        }
        if case .now(let grant) = admission { replica.grants[key] = grant }
        return admission
    }

    private func wait(_ replica: SimulatedReplica, _ refused: CallGate.Admission) {
        replica.waitsForQuota = false
        switch refused {
        case .now, .othersFirst: break
        case .after(let wait): openLater(replica, wait)
        case .afterOthers(let wait):
            replica.waitsForQuota = true
            if let wait { openLater(replica, wait) }
        case .afterReport: report(replica)
        }
    }

    /// One timer for a gate: an earlier one that is pending will do.
    private func openLater(_ replica: SimulatedReplica, _ wait: Duration) {
        let time = now + min(max(wait, .milliseconds(1)), .seconds(60))
        if let pending = replica.opensAt, pending <= time { return }
        replica.opensAt = time
        events.add(.opensLine(replica), at: time)
    }

    /// Lets those pass who may, in the order in which they came; in an outage a key that had the last probe goes behind the others.
    func openLine(_ replica: SimulatedReplica) {
        var passedOver = 0
        while let first = replica.line.first {
            // One that was given up meanwhile must not take a place.
            guard first.state == .atGate else {
                _ = replica.line.popFirst()
                continue
            }
            switch ask(replica, first.key, othersWait: replica.line.count - passedOver > 1) {
            case .now:
                _ = replica.line.popFirst()
                resume(first)
                turns.append(.admitted(first))
            case .othersFirst:
                _ = replica.line.popFirst()
                replica.line.append(first)
                passedOver += 1
            case let refused: return wait(replica, refused)
            }
        }
    }

    /// Lets those pass who may, if any wait.
    func openLineIfAnyWaits(_ replica: SimulatedReplica) {
        if !replica.line.isEmpty { openLine(replica) }
    }
}
