import ApprovalContract
import JSON
import ScheduleSupport
import Testing

/// Processes that own a partition of receipts in turn, and some that only believe so: whoever takes it up finds what its rightful
/// owners wrote, and nothing else.
struct ReceiptClaimSchedulesTests {
    @Test func eachTakeUpFindsWhatRightfulOwnersWrote() {
        let parser = JSONParser()
        Schedules.check { seed, random in
            // Some by the bytes of records, the others by the rule alone.
            var model = ReceiptClaimModel(ReceiptLog(isOfBytes: seed % 20 == 0, parser: parser))
            for _ in 0..<(10 + random.below(40)) {
                model.step(&random)
                if let problem = model.problem { return problem }
            }
            return model.end(&random)
        }
    }

    @Test func aBuildWithoutClaimsCountsBesideOneThatClaims() {
        var rule = ReceiptRule()
        #expect(rule.counts("old-build") && rule.counts(nil) && rule.counts("new.1"))
        rule.claimed(by: "new.2")
        #expect(rule.counts("old-build") && rule.counts("new.2"))
        #expect(!rule.counts("new.1") && !rule.counts(nil))
    }
}
