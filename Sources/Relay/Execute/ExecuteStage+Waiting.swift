import Delivery
import Kafka

extension ExecuteStage {
    /// Waits without holding a place, until `wake` or until the partition is given up.
    ///
    /// - Parameter register: arranges the wake-up, with the suspension's id.
    /// - Returns: `false` when the command must be given up.
    func suspend(_ work: WorkTicket, isAbortable: Bool = true, register: (Int) -> Void) async -> Bool {
        if isAbortable, !partitions.isCurrent(work) || partitions.isRevoking(work) { return false }
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

    // MARK: Gates

    /// Waits until a call of this app and API may start.
    func admit(_ gate: GateKey, _ work: WorkTicket) async -> Bool {
        while true {
            guard partitions.isCurrent(work), !partitions.isRevoking(work) else { return false }
            // Those who came before go first.
            if gateLines[gate]?.isEmpty ?? true {
                switch gates[gate, default: CallGate(context.settings.quota)].admit(at: now) {
                case .now: return true
                case .after(let wait): openLater(gate, wait)
                }
            }
            guard await suspend(work, register: { gateLines[gate, default: FIFO()].append($0) }) else { return false }
            // Woken by openLine, which has admitted this call.
            return true
        }
    }

    private func openLater(_ gate: GateKey, _ wait: Duration) {
        transport.schedule(after: min(max(wait, .milliseconds(1)), .seconds(60))) { [weak self] in
            guard let self else { return }
            self.assumeIsolated { $0.openLine(gate) }
        }
    }

    /// Lets those pass who may.
    func openLine(_ gate: GateKey) {
        while let first = gateLines[gate]?.first {
            // One that was given up meanwhile must not take a place.
            guard suspensions.isWaiting(first) else {
                _ = gateLines[gate]?.popFirst()
                continue
            }
            switch gates[gate, default: CallGate(context.settings.quota)].admit(at: now) {
            case .now:
                _ = gateLines[gate]?.popFirst()
                wake(first)
            case .after(let wait):
                openLater(gate, wait)
                return
            }
        }
    }
}
