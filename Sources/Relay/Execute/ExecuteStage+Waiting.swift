import ApprovalContract
import Delivery
import HTTPTransport
import Kafka

extension ExecuteStage {
    /// Waits without holding a place, until `wake` or until the partition is given up.
    ///
    /// - Parameter register: arranges the wake-up, with the suspension's id.
    /// - Returns: `false` when the command must be given up.
    func suspend(_ work: WorkTicket, isAbortable: Bool = true, register: (Int) -> Void) async -> Bool {
        if isAbortable, !work.mayGoOn { return false }
        let id = suspensions.reserve()
        active -= 1
        let goesOn = await withCheckedContinuation { continuation in
            suspensions.add(
                id, Suspensions.Suspension(work: work, isAbortable: isAbortable, continuation: continuation))
            register(id)
            pump()
        }
        active += 1
        return goesOn
    }

    func wake(_ id: Int, _ goesOn: Bool = true) {
        suspensions.wake(id, goesOn)
    }

    /// Waits for a time.
    func pause(_ work: WorkTicket, for duration: Duration) async -> Bool {
        await suspend(work) { id in wake(id, after: duration) }
    }

    func wake(_ id: Int, after duration: Duration) {
        transport.schedule(after: duration) { [weak self] in
            guard let self else { return }
            self.assumeIsolated { $0.wake(id) }
        }
    }

    /// Waits until all that was written for the work is in Kafka.
    func acknowledged(_ work: WorkTicket) async {
        guard !work.isDone else { return }
        _ = await suspend(work, isAbortable: false) { id in
            work.whenDone = { self.wake(id) }
        }
    }

    /// Waits until all that was written for the work so far is in Kafka, though more will follow.
    func outputsAcknowledged(_ work: WorkTicket) async {
        guard work.unacknowledged > 0 else { return }
        _ = await suspend(work, isAbortable: false) { id in
            work.whenWritten = { self.wake(id) }
        }
    }

    // MARK: Gates

    /// Waits until a call of this app and API may start.
    func admit(_ gate: Gate, _ key: String, _ job: Job) async -> Bool {
        guard job.work.mayGoOn else { return false }
        if isParkedFor(gate), parks(job.work, behind: gate.line.count, .held) { return false }
        // Those who came before go first, but for bulk commands before a live one.
        if gate.line.isFirst(isBulk: job.isBulk) {
            switch ask(gate, key, isBulk: job.isBulk, othersWait: !gate.line.isEmpty) {
            case .now:
                if !job.isBulk { gate.line.gained() }
                return true
            case .othersFirst: openLater(gate, .zero)
            case let refused: wait(at: gate, refused)
            }
        }
        // Woken by openLine, which has admitted this call.
        return await suspend(
            job.work,
            register: { id in
                gate.line.append(GateWaiter(id: id, lane: job.lane, key: key), isBulk: job.isBulk)
            })
    }

    func ask(_ gate: Gate, _ key: String, isBulk: Bool, othersWait: Bool) -> CallGate.Admission {
        if let wait = heldBack(gate) { return .after(wait) }
        guard let quotaKey = quota.key(gate.key), let part = quota.exchange.part(of: quotaKey) else {
            return note(gate, key, gate.gate.admit(key: key, othersWait: othersWait, at: now) { .now(.own) })
        }
        let pause = isBulk ? gate.pace.wait(perMinute: part.perMinute, at: now) : .zero
        let admission = gate.gate.admit(key: key, othersWait: othersWait, at: now) {
            let isPaced = pause != .zero
            let admission = quota.exchange.admit(quotaKey, onlyBorrowed: isPaced, at: now)
            if isPaced, case .later = admission, let pause { return .after(pause) }
            return admission
        }
        if isBulk, case .now(.own) = admission { gate.pace.passed(perMinute: part.perMinute, at: now) }
        return note(gate, key, admission)
    }

    private func note(_ gate: Gate, _ key: String, _ admission: CallGate.Admission) -> CallGate.Admission {
        if case .now(let grant) = admission {
            gate.grants[key] = grant
            beginProbe(gate, key)
        }
        return admission
    }

    /// A live command has come for an approval of which a bulk command is at work: that one shouldn't wait behind all bulk commands.
    func promote(_ key: LaneKey) {
        for gate in openGates where gate.line.count(isBulk: true) > 0 {
            let app = gate.key.app + ":"
            guard key.key.hasPrefix(app) else { continue }
            let name = key.key.dropFirst(app.count)
            gate.line.promote { $0.lane == key.lane && $0.key == name }
        }
    }

    /// Arranges for the line to be opened when that may help. When a call ends it is opened anyway.
    private func wait(at gate: Gate, _ refused: CallGate.Admission) {
        gate.waitsForQuota = false
        switch refused {
        case .now, .othersFirst: break
        case .after(let wait): openLater(gate, wait)
        case .afterOthers(let wait):
            gate.waitsForQuota = true
            if let wait { openLater(gate, wait) }
        case .afterReport: reportQuota()
        }
    }

    /// A call has its answer, or was not made at all: its place in the quota is given back, at once or when its minute is over.
    func endCall(_ gate: Gate, _ key: String, wasMade: Bool) {
        guard let grant = gate.grants.removeValue(forKey: key), let quotaKey = quota.key(gate.key) else { return }
        if wasMade {
            quota.exchange.end(grant, quotaKey, at: now)
        } else {
            quota.exchange.cancel(grant, quotaKey, at: now)
        }
        if gate.waitsForQuota, !gate.line.isEmpty { openLine(gate) }
    }

    /// One timer for a gate: an earlier one that is pending will do.
    private func openLater(_ gate: Gate, _ wait: Duration) {
        let wait = min(max(wait, .milliseconds(1)), .seconds(60))
        let time = now + wait
        if let pending = gate.opensAt, pending <= time { return }
        gate.opensAt = time
        let key = gate.key
        transport.schedule(after: wait) { [weak self] in
            guard let self else { return }
            self.assumeIsolated { stage in
                let gate = stage.gate(key)
                if gate.opensAt == time { gate.opensAt = nil }
                stage.openLine(gate)
            }
        }
    }

    /// Lets those pass who may, in the order in which they came, live ones before bulk ones; in an outage a key that had the last probe goes
    /// behind the others.
    func openLine(_ gate: Gate) {
        var passedOver = 0
        var bulkRefused: CallGate.Admission?
        while let turn = gate.line.next(withoutBulk: bulkRefused != nil) {
            // One that was given up meanwhile must not take a place.
            guard suspensions.isWaiting(turn.waiter.id) else {
                gate.line.remove(isBulk: turn.isBulk)
                continue
            }
            let othersWait = gate.line.count - passedOver > 1
            switch ask(gate, turn.waiter.key, isBulk: turn.isBulk, othersWait: othersWait) {
            case .now:
                gate.line.passed(isBulk: turn.isBulk)
                wake(turn.waiter.id)
            case .othersFirst:
                gate.line.putLast(isBulk: turn.isBulk)
                passedOver += 1
            case let refused:
                // What keeps back a bulk command may be its pace alone.
                guard turn.isBulk, gate.line.count(isBulk: false) > 0 else { return wait(at: gate, refused) }
                bulkRefused = refused
            }
        }
        if let bulkRefused { wait(at: gate, bulkRefused) }
    }
}
