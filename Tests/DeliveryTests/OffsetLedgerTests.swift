import Testing

@testable import Delivery

struct OffsetLedgerTests {
    @Test func hasNoPositionBeforeTheFirstRecord() {
        #expect(OffsetLedger().position == nil)
    }

    @Test func positionIsTheLowestUnfinishedOffset() {
        var ledger = OffsetLedger()
        for offset in Int64(10)...14 {
            let found1 = ledger.begin(offset) == .new
            #expect(found1)
        }
        ledger.finish(11)
        ledger.finish(12)
        #expect(ledger.position == 10)
        let found2 = ledger.finish(10)
        #expect(found2)
        #expect(ledger.position == 13)
        ledger.finish(14)
        ledger.finish(13)
        #expect(ledger.position == 15)
        #expect(ledger.trackedCount == 0)
    }

    @Test func aRecordDeliveredAgainIsNotTrackedTwice() {
        var ledger = OffsetLedger()
        let found3 = ledger.begin(5) == .new
        #expect(found3)
        let found4 = ledger.begin(5) == .new
        #expect(!found4)
        ledger.finish(5)
        let found5 = ledger.begin(4) == .new
        #expect(!found5)
        #expect(ledger.position == 6)
    }

    @Test func unknownOffsetsChangeNothing() {
        var ledger = OffsetLedger()
        let found6 = ledger.begin(5) == .new
        #expect(found6)
        let found7 = ledger.finish(4)
        #expect(!found7)
        let found8 = ledger.finish(6)
        #expect(!found8)
        let found9 = ledger.finish(.max)
        #expect(!found9)
        let found10 = ledger.finish(.min)
        #expect(!found10)
        #expect(ledger.position == 5)
    }
}
