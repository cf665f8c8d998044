import Delivery
import JSON
import ScheduleSupport
import Testing

@testable import Relay

@Suite struct HoldNotesTests {
    private func read(_ text: String, key: String) -> ControlEntry? {
        (try? JSONParser().parse(text)).flatMap { ControlEntry(key: key, $0) }
    }

    @Test func whatIsWrittenIsRead() {
        Schedules.check(1000) { _, random in
            let app = "cli_\(random.below(9))" + (random.one(in: 2) ? "/t" : "")
            let entry: ControlEntry
            switch random.below(3) {
            case 0:
                entry = .hold(
                    GroupHold(
                        subject: HoldSubject(app: app, api: random.one(in: 2) ? nil : "message.send"),
                        reason: "permission", detail: random.one(in: 2) ? "" : "needs \"scope\" 审批", alias: "main",
                        id: "p.\(random.below(99))", probe: random.below(99), writer: "p",
                        since: Int64(random.below(1 << 40)),
                        duration: .milliseconds(random.below(1 << 31)),
                        interval: .milliseconds(100 + random.below(86_399_900))))
            case 1:
                entry = .pause(
                    PauseNote(
                        app: app, alias: "main", definition: "purchase:\(random.below(9))", detail: "code 1390001",
                        from: "p", since: Int64(random.below(1 << 40))))
            default:
                entry = .release(
                    ReleaseNote(
                        id: "r\(random.below(99))", app: random.one(in: 2) ? nil : app,
                        api: random.one(in: 2) ? nil : "instance.sync", definition: random.one(in: 2) ? nil : "purchase"
                    ))
            }
            let text = String(decoding: entry.bytes(), as: UTF8.self)
            return read(text, key: entry.key) == entry ? nil : "read otherwise: \(entry.key) \(text)"
        }
    }

    @Test(arguments: [
        (
            "hold:a:b",
            #"{"v":2,"app":"a","api":"b","reason":"r","id":"i","probe":0,"from":"p","for_ms":1,"probe_every_ms":1}"#
        ),
        (
            "hold:a:c",
            #"{"v":1,"app":"a","api":"b","reason":"r","id":"i","probe":0,"from":"p","for_ms":1,"probe_every_ms":1}"#
        ),
        (
            "hold:a:*",
            #"{"v":1,"app":"a","api":"","reason":"r","id":"i","probe":0,"from":"p","for_ms":1,"probe_every_ms":1}"#
        ),
        (
            "hold:a:b",
            #"{"v":1,"app":"a","api":"b","reason":"r","id":"i","probe":-1,"from":"p","for_ms":1,"probe_every_ms":1}"#
        ),
        (
            "hold:a:b",
            #"{"v":1,"app":"a","api":"b","reason":"r","id":"i","probe":0,"from":"p","for_ms":9223372036854775807,"probe_every_ms":1}"#
        ),
        ("hold:", #"{"v":1,"app":"a"}"#), ("pause:p:a:b", #"{"v":1,"app":"a","alias":"m","definition":"","from":"p"}"#),
        // Taken without what it can't read it would mean all.
        ("release:r", #"{"v":1,"id":"r","app":7}"#), ("release:r", #"{"v":1,"id":"r","app":"a","definition":""}"#),
    ])
    func whatMakesNoSenseIsLeft(key: String, text: String) {
        #expect(read(text, key: key) == nil)
    }

    @Test func aReleaseLiftsWhatItNames() {
        let sync = HoldSubject(app: "a", api: "instance.sync")
        let tenant = HoldSubject(app: "a", api: nil)
        let purchase = DeadLetterCredit.Subject(app: "a", definition: "purchase")
        func matches(_ note: ReleaseNote) -> [Bool] {
            [note.matches(sync), note.matches(tenant), note.matches(purchase)]
        }
        #expect(matches(ReleaseNote(id: "r", app: nil)) == [true, true, true])
        #expect(matches(ReleaseNote(id: "r", app: "a")) == [true, true, true])
        #expect(matches(ReleaseNote(id: "r", app: "b")) == [false, false, false])
        #expect(matches(ReleaseNote(id: "r", app: "a", api: "instance.sync")) == [true, false, false])
        #expect(matches(ReleaseNote(id: "r", app: "a", definition: "purchase")) == [false, false, true])
    }

    @Test func wholeCharactersAreKept() {
        #expect("审批".cut(to: 5) == "审")
        #expect("审批".cut(to: 2) == "")
        #expect("abc".cut(to: 3) == "abc")
    }
}
