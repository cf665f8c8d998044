import ScheduleSupport
import Testing

@testable import Delivery

@Suite struct ThrottleNotesTests {
    private let sync = HoldSubject(app: "cli_a", api: "instance.sync")

    @Test func manyRefusalsAreOneNote() {
        var notes = ThrottleNotes()
        for number in 0..<1000 { notes.throttled(sync, for: .seconds(5), at: .microseconds(number)) }
        let first = notes.due(at: .milliseconds(1))
        #expect(first.map(\.subject) == [sync])
        #expect(first.first.map { $0.duration > .milliseconds(4900) && $0.duration <= .seconds(5) } == true)
        notes.throttled(sync, for: .seconds(5), at: .milliseconds(50))
        let again = notes.due(at: .milliseconds(60))
        #expect(again.isEmpty, "the others know nearly as much")
        // A longer one waits for its turn.
        notes.throttled(sync, for: .seconds(60), at: .milliseconds(100))
        let early = notes.due(at: .milliseconds(200))
        let later = notes.due(at: .milliseconds(1001))
        #expect(early.isEmpty)
        #expect(later.map(\.duration) == [.milliseconds(60_100 - 1001)])
    }

    @Test func whatAnotherSaidIsNotSaidAgain() {
        var notes = ThrottleNotes()
        let wait = notes.received(sync, for: .seconds(10), at: .zero)
        #expect(wait == .seconds(10))
        notes.throttled(sync, for: .seconds(9), at: .seconds(1))
        let due = notes.due(at: .seconds(1))
        #expect(due.isEmpty)
        let absurd = notes.received(sync, for: .seconds(1_000_000), at: .seconds(2))
        #expect(absurd == ThrottleHold.longest)
        let past = notes.received(sync, for: .seconds(-5), at: .seconds(2))
        #expect(past == .zero)
    }

    /// Two processes that are refused at random and read each other's notes with a delay: however many refusals, notes are a second
    /// apart, and a second after a refusal each knows nearly as late an end as any was told.
    @Test func everyEndIsKnownWithinASecond() {
        Schedules.check(800) { _, random in
            let subjects = [sync, HoldSubject(app: "cli_a", api: "message.send")]
            var processes = [ThrottleNotes(), ThrottleNotes()]
            // What each was told by Feishu or by the other.
            var ends = [[HoldSubject: Duration]](repeating: [:], count: 2)
            var written = [[HoldSubject: Duration]](repeating: [:], count: 2)
            var log: [(at: Duration, from: Int, subject: HoldSubject, duration: Duration)] = []
            // Ends that Feishu gave, and when each must be known.
            var promised: [(by: Duration, subject: HoldSubject, end: Duration)] = []
            let transit = Duration.milliseconds(20)
            for tick in 0..<300 {
                let now = Duration.milliseconds(tick * 50)
                for note in log where note.at <= now {
                    let reader = 1 - note.from
                    let wait = processes[reader].received(note.subject, for: note.duration, at: now)
                    ends[reader][note.subject] = max(ends[reader][note.subject] ?? .zero, now + wait)
                }
                log.removeAll { $0.at <= now }
                for process in 0..<2 {
                    for _ in 0..<(random.one(in: 8) ? random.below(20) : 0) {
                        let subject = subjects[random.below(2)]
                        let told: Duration? = random.one(in: 5) ? nil : .milliseconds(random.below(9000))
                        processes[process].throttled(subject, for: told, at: now)
                        let end = now + ThrottleHold.bounded(told)
                        ends[process][subject] = max(ends[process][subject] ?? .zero, end)
                        promised.append((now + ThrottleNotes.spacing + .milliseconds(150), subject, end))
                    }
                    for note in processes[process].due(at: now) {
                        if let last = written[process][note.subject], now - last < ThrottleNotes.spacing {
                            return "two notes within \(now - last)"
                        }
                        guard note.duration > .zero, note.duration <= ThrottleHold.longest else {
                            return "a note of \(note.duration)"
                        }
                        written[process][note.subject] = now
                        log.append((now + transit, process, note.subject, note.duration))
                    }
                }
                for promise in promised where promise.by <= now && promise.end > now + ThrottleNotes.slack {
                    for process in 0..<2 {
                        let known = ends[process][promise.subject] ?? .zero
                        // The way of a note, up to the next look, may have made the writer believe a little more.
                        guard known + ThrottleNotes.slack + .milliseconds(50) < promise.end else { continue }
                        return "process \(process) knows \(known) at \(now), Feishu said \(promise.end)"
                    }
                }
                promised.removeAll { $0.by <= now }
            }
            // What is over is forgotten.
            for process in 0..<2 {
                _ = processes[process].due(at: .seconds(1000))
                guard processes[process].count == 0 else { return "\(processes[process].count) remembered" }
            }
            return nil
        }
    }
}
