import ScheduleSupport
import Testing

@testable import Delivery

struct TwoWindowQuotaTests {
    @Test func zeroMeansNoLimit() {
        var quota = TwoWindowQuota(perSecond: 0, perMinute: 0)
        for _ in 0..<10_000 {
            let found1 = quota.admit(at: .zero)
            #expect(found1 == .now)
        }
    }

    @Test func tellsWhenToAskAgain() {
        var quota = TwoWindowQuota(perSecond: 2, perMinute: 0, margin: .zero)
        let found2 = quota.admit(at: .zero)
        #expect(found2 == .now)
        let found3 = quota.admit(at: .milliseconds(400))
        #expect(found3 == .now)
        let found4 = quota.admit(at: .milliseconds(500))
        #expect(found4 == .after(.milliseconds(500)))
        let found5 = quota.admit(at: .seconds(1))
        #expect(found5 == .now)
        let found6 = quota.admit(at: .seconds(1))
        #expect(found6 == .after(.milliseconds(400)))
    }

    @Test func theMinuteHoldsWhenTheSecondWouldNot() {
        var quota = TwoWindowQuota(perSecond: 50, perMinute: 100, margin: .zero)
        var now = Duration.zero
        for _ in 0..<100 {
            while case .after(let wait) = quota.admit(at: now) { now += wait }
        }
        #expect(now < .seconds(2))
        let found7 = quota.admit(at: now)
        #expect(found7 == .after(.seconds(60) - now))
    }

    /// Never more than the limits in any window, sliding or fixed from the first call; and never idle while a call would fit.
    @Test func holdsEveryWindowOnRandomArrivals() {
        for seed in UInt64(0)..<2_000 {
            var random = SeededGenerator(seed: seed)
            let perSecond = Int.random(in: 0...8, using: &random)
            let perMinute = Int.random(in: 0...40, using: &random)
            var quota = TwoWindowQuota(perSecond: perSecond, perMinute: perMinute, margin: .zero)
            var now = Duration.zero
            var admitted: [Duration] = []
            func fits(_ time: Duration) -> Bool {
                let second = admitted.filter { $0 > time - .seconds(1) }.count
                let minute = admitted.filter { $0 > time - .seconds(60) }.count
                return (perSecond == 0 || second < perSecond) && (perMinute == 0 || minute < perMinute)
            }
            for _ in 0..<120 {
                now += .milliseconds(Int.random(in: 0...700, using: &random))
                let expected = fits(now)
                switch quota.admit(at: now) {
                case .now:
                    guard expected else {
                        Issue.record("seed \(seed): admitted beyond the limit at \(now)")
                        return
                    }
                    admitted.append(now)
                case .after(let wait):
                    guard !expected, wait > .zero, fits(now + wait) else {
                        Issue.record("seed \(seed): refused at \(now) for \(wait)")
                        return
                    }
                }
            }
        }
    }
}
