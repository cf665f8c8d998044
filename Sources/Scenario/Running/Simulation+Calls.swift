import ApprovalContract
import Delivery
import FeishuAPI
import FeishuSimulator

/// As `ExecuteStage+Calls.swift` does it.
extension Simulation {
    /// An admitted call goes out.
    func call(_ job: SimulatedJob) {
        let replica = job.replica
        guard job.mayGoOn, let grant = replica.grants[job.key] else { return abandon(job) }
        let latency = min(scenario.feishu.latency.sample(&random), scenario.relay.requestTimeout)
        let call = SimulatedCall(job, start: now, end: now + latency, isBorrowed: grant != .own)
        trace.started(call)
        if isHit(by: .refused, job.key) {
            call.end = now + .milliseconds(1)
            call.observation = .failure(FeishuTransportError(.connectFailed, reach: .neverSent))
        } else {
            // Feishu counts it somewhere between start and answer.
            events.add(.arrives(call), at: now + latency * random.fraction())
        }
        events.add(.answered(call), at: call.end)
    }

    func isHit(by kind: Fault.Kind, _ key: Int) -> Bool { fault(of: [kind], key) != nil }

    /// The first fault of some kinds that hits a call now.
    func fault(of kinds: Set<Fault.Kind>, _ key: Int) -> Fault? {
        for fault in scenario.faults where kinds.contains(fault.kind) && fault.hits(key: key, at: now) {
            if fault.share >= 100 || random.fraction() * 100 < fault.share { return fault }
        }
        return nil
    }

    /// A call has its answer, or will have none.
    func end(_ call: SimulatedCall) {
        // One that stalls ends later than was thought.
        guard call.end <= now, !call.isOver else { return }
        call.isOver = true
        if now - call.start >= scenario.relay.requestTimeout {
            call.observation = .failure(FeishuTransportError(.timedOut, reach: .mayHaveBeenProcessed))
        }
        trace.ended(call, at: now)
        guard call.replica.isAlive else { return }
        let job = call.job
        let replica = call.replica
        endCall(replica, job.key)
        let outcome = call.observation.outcome(for: Self.endpoint)
        let time = clock(replica)
        let key = keyNames[job.key]
        // Its end, good or bad, may be another's turn.
        let isRestrained = replica.gate.isRestrained
        let counted: Int
        switch outcome {
        case .success:
            replica.gate.succeeded(key: key, at: time)
            if isRestrained { openLine(replica) }
            return finish(job, isApplied: true)
        case .refused:
            replica.gate.answered(key: key, at: time)
            if isRestrained { openLine(replica) }
            return finish(job, isApplied: false)
        case .throttled(let told):
            replica.gate.throttled(key: key, for: told, random: random.fraction(), at: time)
            trace.throttled(for: told ?? ThrottleHold.unsaid, at: now)
            return admit(job)
        case .retry(let reason):
            counted = replica.gate.failed(
                key: key, nothingWasSent: reason == .unreachable, at: time)
            trace.outage(replica, replica.gate.isOutage, at: now)
            if isRestrained || replica.gate.isRestrained { openLine(replica) }
            if counted == 0 {
                // The gate paces what an outage failed; before it is one, this does.
                if replica.gate.isOutage { return admit(job) }
                return pause(job, for: scenario.relay.retry.delay(attempts: 1, random: random.fraction()))
            }
        case .sameInstance, .unknownCode, .monthlyQuota, .hold, .refreshToken:
            // No fault of a scenario has such an answer.
            replica.gate.answered(key: key, at: time)
            if isRestrained { openLine(replica) }
            counted = 1
        }
        let reading = replica.gate.openTime(at: time)
        job.age.failed(counted, wall: Int64(call.start.inSeconds * 1000), reading: reading)
        switch scenario.relay.retry.decide(
            attempts: job.age.attempts, age: job.age.age(reading: reading), random: random.fraction())
        {
        case .retry(let after): pause(job, for: after)
        case .attemptsExhausted, .tooOld: finish(job, isApplied: false)
        }
    }

    /// A call's place in the quota is given back, at once or when its minute is over.
    private func endCall(_ replica: SimulatedReplica, _ key: Int) {
        guard let grant = replica.grants.removeValue(forKey: key) else { return }
        replica.exchange.end(grant, Self.quotaKey, at: clock(replica))
        if replica.waitsForQuota { openLineIfAnyWaits(replica) }
    }

    private func pause(_ job: SimulatedJob, for wait: Duration) {
        guard job.mayGoOn else { return abandon(job) }
        suspend(job, .pausing)
        events.add(.wakes(job), at: now + wait)
        pump(job.replica)
    }

    /// The command is answered: applied, or set aside.
    private func finish(_ job: SimulatedJob, isApplied: Bool) {
        guard job.isCurrent else { return abandon(job) }
        commands.end(job.command)
        trace.finished(isApplied: isApplied, after: now - commands.arrivals[job.command], at: now)
        over(job)
        job.replica.unfinished -= 1
        takeIn(job.replica)
        pump(job.replica)
        drained(job.replica)
    }

    /// The next owner of its partition does it.
    func abandon(_ job: SimulatedJob) {
        let isOfThisAssignment = job.isCurrent
        if job.replica.grants[job.key] != nil, job.state == .active { giveBack(job) }
        over(job)
        if isOfThisAssignment { job.replica.unfinished -= 1 }
        pump(job.replica)
        drained(job.replica)
    }

    /// A place before the gate that was had and not used.
    private func giveBack(_ job: SimulatedJob) {
        let replica = job.replica
        guard let grant = replica.grants.removeValue(forKey: job.key) else { return }
        replica.gate.abandoned(key: keyNames[job.key])
        replica.exchange.cancel(grant, Self.quotaKey, at: clock(replica))
        if replica.gate.isRestrained { openLineIfAnyWaits(replica) }
    }

    private func over(_ job: SimulatedJob) {
        let replica = job.replica
        if job.state == .active { replica.active -= 1 }
        if job.state == .atGate { trace.waits(replica, by: -1, at: now) }
        if job.isCurrent { replica.started -= 1 }
        replica.suspended[job.command] = nil
        job.state = .over
        replica.scheduler.finish(job.key)
    }
}
