import ApprovalContract
import Delivery
import JSON
import Testing

struct SyncClockTests {
    private let now: Int64 = 1_764_000_000_000

    private func versions(_ times: [Int64], after mark: SyncMark = SyncMark()) -> [Int64] {
        var clock = SyncClock(mark)
        return times.map { clock.version(for: $0, routedAt: now, .live) }
    }

    @Test func keepsASendersTimeThatGrows() {
        #expect(versions([now - 5, now, now + 7]) == [now - 5, now, now + 7])
    }

    @Test func movesForwardWhatDidNotGrow() {
        #expect(versions([now, now, now - 60_000, now + 2]) == [now, now + 1, now + 2, now + 3])
    }

    @Test func goesOnFromTheReceipt() {
        var mark = SyncMark()
        mark.note(now + 10, .live)
        #expect(versions([now, now + 100], after: mark) == [now + 11, now + 100])
    }

    @Test func aClockThatRunsAheadTakesTheOthersAlongByTheLeadOnly() {
        let lead = SyncClock.maximumLead
        #expect(versions([now + 8 * 3_600_000, now]) == [now + lead, now + lead + 1])
        var clock = SyncClock(SyncMark())
        _ = clock.version(for: .max, routedAt: now, .live)
        let later = now + lead + 10
        #expect(clock.version(for: later, routedAt: later, .live) == later)
    }

    @Test func aTimeThatWentOutBeforeThereWereVersionsIsNotCut() {
        var mark = SyncMark()
        mark.isUnbounded = true
        #expect(versions([now + 8 * 3_600_000, now], after: mark) == [now + 8 * 3_600_000, now + 8 * 3_600_000 + 1])
    }

    @Test func takesTheTimeAsItIsWhereNobodyKnowsWhenItWasRouted() {
        var clock = SyncClock(SyncMark())
        #expect(clock.version(for: now * 2, routedAt: 0, .live) == now * 2)
        #expect(clock.version(for: -5, routedAt: 0, .bulk) == 1)
        var other = SyncClock(SyncMark())
        #expect(other.version(for: .max, routedAt: .max, .live) < 1 << 53)
    }

    @Test func liveAndBulkHaveChainsOfTheirOwn() {
        var clock = SyncClock(SyncMark())
        #expect(clock.version(for: 100, routedAt: now, .live) == 100)
        #expect(clock.version(for: 50, routedAt: now, .bulk) == 50)
        #expect(clock.version(for: 50, routedAt: now, .bulk) == 51)
        #expect(clock.version(for: 100, routedAt: now, .live) == 101)
    }

    @Test func aReplayKeepsTheVersionThatItHad() {
        var mark = SyncMark()
        mark.note(120, .live)
        var clock = SyncClock(mark)
        #expect(clock.version(replaying: 110, 100, routedAt: now, .live) == 110)
        #expect(clock.version(replaying: nil, 100, routedAt: now, .live) == 100)
        // No version that was ever given here.
        #expect(clock.version(replaying: 5_000, 100, routedAt: now, .live) == 100)
        #expect(clock.version(for: 1, routedAt: now, .live) == 121)
        #expect(clock.version(replaying: nil, 300, routedAt: now, .live) == 300)
        #expect(clock.version(for: 1, routedAt: now, .live) == 301)
    }

    @Test func sequencesSortByTheirBytes() {
        #expect(SyncMark.isOlder("001", than: "002"))
        #expect(!SyncMark.isOlder("002", than: "002"))
        #expect(!SyncMark.isOlder("10", than: "1"))
        #expect(SyncMark.isOlder("Z", than: "a"))
        #expect(!SyncMark.isOlder(nil, than: "2") && !SyncMark.isOlder("1", than: nil))
        let long = String(repeating: "9", count: SyncMark.maximumSequence + 1)
        #expect(!SyncMark.isOlder("1", than: long) && SyncMark.later("1", long) == "1")
    }

    @Test func aMarkIsReadAsItWasWritten() throws {
        var mark = SyncMark()
        #expect(mark.isEmpty)
        mark.note(now, .live)
        mark.note(now - 9, .bulk)
        mark.noteApplied(now - 1, sequence: "0007")
        mark.noteApplied(now - 2, sequence: "0003")
        mark.isUnbounded = true
        #expect(mark.applied == now - 1 && mark.sequence == "0007")
        var writer = JSONWriter()
        mark.write(to: &writer)
        #expect(writer.count < 120)
        let value = try JSONParser().parse(writer.bytes())
        #expect(SyncMark(reading: value) == mark)
        let bad = try JSONParser().parse(
            Array(#"{"live":-1,"bulk":99999999999999999,"applied":"1","sequence":7}"#.utf8))
        #expect(SyncMark(reading: bad).isEmpty)
    }
}
