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
    func admit(_ gate: Gate, _ work: WorkTicket) async -> Bool {
        while true {
            guard work.mayGoOn else { return false }
            // Those who came before go first.
            if gate.line.isEmpty {
                switch gate.gate.admit(at: now) {
                case .now: return true
                case .after(let wait): openLater(gate, wait)
                }
            }
            guard await suspend(work, register: { gate.line.append($0) }) else { return false }
            // Woken by openLine, which has admitted this call.
            return true
        }
    }

    private func openLater(_ gate: Gate, _ wait: Duration) {
        let key = gate.key
        transport.schedule(after: min(max(wait, .milliseconds(1)), .seconds(60))) { [weak self] in
            guard let self else { return }
            self.assumeIsolated { $0.openLine($0.gate(key)) }
        }
    }

    /// Lets those pass who may.
    func openLine(_ gate: Gate) {
        while let first = gate.line.first {
            // One that was given up meanwhile must not take a place.
            guard suspensions.isWaiting(first) else {
                _ = gate.line.popFirst()
                continue
            }
            switch gate.gate.admit(at: now) {
            case .now:
                _ = gate.line.popFirst()
                wake(first)
            case .after(let wait):
                openLater(gate, wait)
                return
            }
        }
    }
}
