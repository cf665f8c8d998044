import Testing

@testable import Delivery

struct ThrottleHoldTests {
    private func held(for told: Duration?) -> Duration {
        var hold = ThrottleHold(perSecond: 50)
        let start = hold.began(at: .seconds(1))
        hold.throttled(for: told, startedAt: start, random: 0, at: .seconds(1))
        return hold.heldUntil - .seconds(1)
    }

    @Test func holdsAsLongAsFeishuSaysWithinBounds() {
        #expect(held(for: .seconds(7)) == .seconds(7))
        #expect(held(for: .milliseconds(2500)) == .milliseconds(2500))
        #expect(held(for: nil) == .seconds(1))
        #expect(held(for: .zero) == ThrottleHold.shortest)
        #expect(held(for: .seconds(-9)) == ThrottleHold.shortest)
        #expect(held(for: .seconds(1_000_000_000)) == ThrottleHold.longest)
    }

    @Test func anyNumberIsAWait() {
        #expect(ThrottleHold.wait(seconds: 2.5) == .milliseconds(2500))
        #expect(ThrottleHold.wait(seconds: nil) == .seconds(1))
        #expect(ThrottleHold.wait(seconds: .nan) == .seconds(1))
        #expect(ThrottleHold.wait(seconds: .infinity) == ThrottleHold.longest)
        #expect(ThrottleHold.wait(seconds: -.infinity) == ThrottleHold.shortest)
        #expect(ThrottleHold.wait(seconds: -0.0) == ThrottleHold.shortest)
        #expect(ThrottleHold.wait(seconds: 1e300) == ThrottleHold.longest)
    }

    @Test func theLongestHoldWins() {
        var hold = ThrottleHold()
        hold.hold(for: .seconds(30), reason: "permission", at: .zero)
        hold.hold(for: .seconds(10), reason: "operator", at: .seconds(1))
        #expect(hold.heldUntil == .seconds(30))
        #expect(hold.reason == "permission")
        hold.hold(for: .seconds(40 * 86_400), reason: "monthly_quota", at: .seconds(2))
        #expect(hold.heldUntil == .seconds(2) + ThrottleHold.longestHold)
        #expect(hold.reason == "monthly_quota")
        hold.release(at: .seconds(3))
        #expect(!hold.isHeld(at: .seconds(3)))
    }

    @Test func afterAHoldOneGoesFirst() {
        var hold = ThrottleHold()
        hold.hold(for: .seconds(1), reason: "permission", at: .zero)
        func admitted(_ now: Duration) -> Int {
            var count = 0
            while count < 100, hold.admission(at: now) == .now {
                _ = hold.began(at: now)
                count += 1
            }
            return count
        }
        #expect(admitted(.milliseconds(999)) == 0)
        #expect(admitted(.seconds(1)) == 1)
        hold.passed(startedAt: .seconds(1), at: .milliseconds(1100))
        #expect(admitted(.milliseconds(1100)) == 2)
        for _ in 0..<2 { hold.passed(startedAt: .milliseconds(1100), at: .milliseconds(1200)) }
        #expect(admitted(.milliseconds(1200)) == 4)
        // Without any answer all may start when the ramp is over.
        #expect(admitted(.milliseconds(3999)) == 0)
        #expect(admitted(.milliseconds(4000)) == 100)
    }

    @Test func wrongResetsDoNotBecomeAStreamOfRefusals() {
        for told in [Duration?.none, .zero, .seconds(1)] {
            var hold = ThrottleHold(perSecond: 50)
            var now = Duration.zero
            var refused = 0
            while now < .seconds(60) {
                switch hold.admission(at: now) {
                case .now:
                    refused += 1
                    let start = hold.began(at: now)
                    hold.throttled(for: told, startedAt: start, random: 0.5, at: now + .milliseconds(20))
                    now += .milliseconds(20)
                case .after(let wait): now += wait
                }
            }
            #expect(refused < 22, "told \(String(describing: told))")
        }
    }

    @Test func callsAreSpreadOverTheSecond() {
        var hold = ThrottleHold(perSecond: 50)
        var started: [Duration] = []
        var now = Duration.zero
        while now < .seconds(2) {
            switch hold.admission(at: now) {
            case .now: started.append(hold.began(at: now))
            case .after(let wait): now += wait
            }
        }
        #expect(started.count { $0 < .milliseconds(1) } == 4)
        #expect(abs(started.count - 103) <= 1)
    }
}
