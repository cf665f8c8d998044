import Delivery
import JSON
import ScheduleSupport
import Testing

@testable import Relay

@Suite struct ThrottleNoteTests {
    private let key = "throttle:cli_a/t:instance.sync"

    private func read(_ text: String) -> ControlEntry? {
        (try? JSONParser().parse(text)).flatMap { ControlEntry(key: key, $0) }
    }

    @Test func whatIsWrittenIsRead() {
        Schedules.check(500) { _, random in
            let note = ThrottleNote(
                subject: HoldSubject(app: "cli_\(random.below(9))/t", api: "instance.sync"),
                from: "p-\(random.below(9))",
                duration: .milliseconds(random.below(120_001)))
            let entry = ControlEntry.throttle(note)
            let text = String(decoding: entry.bytes(), as: UTF8.self)
            return read(text) == entry ? nil : "read otherwise: \(text)"
        }
    }

    @Test(arguments: [
        #"{"v":2,"app":"a","api":"b","from":"p","for_ms":1}"#, #"{"v":1,"app":"","api":"b","from":"p","for_ms":1}"#,
        #"{"v":1,"app":"a","from":"p","for_ms":1}"#, #"{"v":1,"app":"a","api":"b","from":"p","for_ms":-1}"#,
        #"{"v":1,"app":"a","api":"b","from":"p","for_ms":120001}"#, #"{"v":1,"app":"a","api":"b","from":"p"}"#,
        #"{"v":1,"app":"a","api":7,"from":"p","for_ms":1}"#, "[]",
    ])
    func whatMakesNoSenseIsLeft(text: String) {
        #expect(read(text) == nil)
    }

    /// A word counts from its receipt; only what stood there before has its age from clocks.
    @Test func clocksAreTrustedNoFurtherThanNeeded() {
        let now = ContinuousClock.now
        var message = ControlMessage(key: key, entry: nil, timestamp: 1_000_000)
        message.receivedAt = now - .seconds(2)
        #expect(message.age(wall: 1_030_000, at: now) == .seconds(2), "half a minute may be the clocks'")
        #expect(message.age(wall: 1_090_000, at: now) == .seconds(30))
        #expect(message.age(wall: 0, at: now) == .seconds(2))
        message.isHistory = true
        #expect(message.age(wall: 1_030_000, at: now) == .seconds(30))
        #expect(message.age(wall: 0, at: now) == .seconds(2))
        message.timestamp = .min
        #expect(message.age(wall: .max, at: now) == .seconds(2))
        message.timestamp = nil
        #expect(message.leastAge(wall: .max) == .zero)
    }
}
