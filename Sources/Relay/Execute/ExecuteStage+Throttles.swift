import Delivery
import FeishuAPI
import Kafka
import Observability

/// Throttles that all processes of the group keep, by way of the control topic.
extension ExecuteStage {
    /// Notes in the control topic that are older say nothing, and are deleted.
    private static let noteLife = Duration.seconds(600)

    /// Feishu throttles this app and API; it is nobody's attempt.
    func throttle(_ gate: Gate, _ key: String, for told: Duration?, _ result: FeishuCallResult) {
        gate.gate.throttled(key: key, for: told, random: .random(in: 0..<1), at: now)
        note(gate, "throttled", told ?? ThrottleHold.unsaid, result)
        guard let subject = holds.subject(gate.key) else { return }
        holds.throttles.throttled(subject, for: told, at: now)
        // Other aliases of the app are the same app to Feishu.
        for other in holds.gates(of: subject) where other != gate.key {
            beTold(self.gate(other), ThrottleHold.wait(told), by: context.incarnation)
        }
        tellThrottles()
    }

    /// Tells the others, when it is time.
    func tellThrottles() {
        for note in holds.throttles.due(at: now) {
            put(
                .throttle(ThrottleNote(subject: note.subject, from: context.incarnation, duration: note.duration)),
                isLasting: false)
        }
    }

    /// Another process was throttled.
    func heard(_ note: ThrottleNote, _ message: ControlMessage) {
        let age = message.age(wall: WallClock.now(), at: .now)
        holds.saw(note.key, writtenAt: now - age)
        guard note.from != context.incarnation, age < note.duration else { return }
        let wait = holds.throttles.received(note.subject, for: note.duration - age, at: now)
        for key in holds.gates(of: note.subject) { beTold(gate(key), wait, by: note.from) }
    }

    private func beTold(_ gate: Gate, _ wait: Duration, by process: String) {
        gate.gate.told(for: wait, random: .random(in: 0..<1), at: now)
        gate.toldUntil = max(gate.toldUntil ?? .zero, now + wait)
        context.metrics.held.with(gate.key.app, gate.key.endpoint.rawValue, "throttled").set(1)
        log.once(
            key: gate.name, .warning, "calls of an app and API are held back", state: "throttled",
            [
                "app": .string(gate.key.app), "api": .string(gate.key.endpoint.rawValue),
                "reason": .string("throttled"), "seconds": .seconds(wait), "told_by": .string(process),
                "advice": .string(HoldAdvice.text("throttled", app: gate.key.app)),
            ])
    }

    /// What others said is over, though no call of this process may have shown it.
    func endToldThrottles() {
        for gate in openGates {
            guard let end = gate.toldUntil, end < now else { continue }
            gate.toldUntil = nil
            guard !gate.isTroubled else { continue }
            context.metrics.held.with(gate.key.app, gate.key.endpoint.rawValue, "throttled").set(0)
            log.recovered(key: gate.name, "calls of \(gate.key.app) to \(gate.key.endpoint.rawValue) may go on")
        }
    }

    /// Deletes what processes said long ago. One does it for all.
    func forgetOldNotes() {
        guard partitions.owned.contains(where: { $0.id.partition == 0 }) else { return }
        for key in holds.takeOld(before: now - Self.noteLife, atMost: 10) { control.put(key, nil) }
    }

    // MARK: Writing

    func put(_ entry: ControlEntry, isLasting: Bool = true) {
        control.put(entry.key, entry.bytes(), isLasting: isLasting)
    }

    /// Begins a write of the outbox.
    func writeControl(_ key: String, _ value: [UInt8]?, isLasting: Bool) {
        let write = context.control
        Task {
            var isWritten = true
            do throws(KafkaError) {
                try await write(key, value)
            } catch {
                isWritten = false
            }
            self.control.ended(key, value, isLasting: isLasting, isWritten: isWritten)
        }
    }
}
