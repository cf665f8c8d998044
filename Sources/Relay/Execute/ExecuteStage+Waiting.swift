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
    func admit(_ gate: Gate, _ key: String, _ work: WorkTicket) async -> Bool {
        guard work.mayGoOn else { return false }
        // Those who came before go first.
        if gate.line.isEmpty {
            switch gate.gate.admit(key: key, at: now) {
            case .now: return true
            case .after(let wait): openLater(gate, wait)
            case .othersFirst: openLater(gate, .zero)
            }
        }
        // Woken by openLine, which has admitted this call.
        return await suspend(work, register: { gate.line.append(GateWaiter(id: $0, key: key)) })
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

    /// Lets those pass who may, in the order in which they came; in an outage a key that had the last probe goes behind the others.
    func openLine(_ gate: Gate) {
        var passedOver = 0
        while let first = gate.line.first {
            // One that was given up meanwhile must not take a place.
            guard suspensions.isWaiting(first.id) else {
                _ = gate.line.popFirst()
                continue
            }
            switch gate.gate.admit(key: first.key, othersWait: gate.line.count - passedOver > 1, at: now) {
            case .now:
                _ = gate.line.popFirst()
                wake(first.id)
            case .after(let wait):
                openLater(gate, wait)
                return
            case .othersFirst:
                _ = gate.line.popFirst()
                gate.line.append(first)
                passedOver += 1
            }
        }
    }
}
