import Testing

@testable import Delivery

struct CallBreakerTests {
    @Test func opensOnThreeKeysWithoutASuccessBetween() {
        let breaker = TestedBreaker()
        #expect(breaker.failed(key: "a", at: .zero) == 1)
        #expect(breaker.failed(key: "a", at: .zero) == 1)
        #expect(breaker.failed(key: "b", at: .zero) == 1)
        breaker.succeeded(key: "c", at: .zero)
        #expect(breaker.failed(key: "d", at: .zero) == 1)
        #expect(breaker.failed(key: "e", at: .zero) == 1)
        #expect(breaker.state == .closed)
        #expect(breaker.failed(key: "a", at: .zero) == 0)
        #expect(breaker.state == .open)
    }

    @Test func whatWasNotSentIsNobodysFaultEvenWithOneKey() {
        let breaker = TestedBreaker()
        for _ in 0..<100 { #expect(breaker.failed(key: "a", nothingWasSent: true, at: .zero) == 0) }
        #expect(breaker.state == .open)
    }

    @Test func probesOneAtATimeAndTurnAbout() {
        let breaker = TestedBreaker(isOpen: true)
        #expect(breaker.admit(key: "a", at: .zero) == .after(CallBreaker.firstProbe))
        #expect(breaker.admit(key: "a", at: .milliseconds(500)) == .now)
        #expect(breaker.admit(key: "b", at: .milliseconds(600)) == .after(.milliseconds(1900)))
        #expect(breaker.failed(key: "a", at: .milliseconds(700)) == 0)
        #expect(breaker.admit(key: "b", at: .milliseconds(700)) == .after(.milliseconds(800)))
        #expect(breaker.admit(key: "a", othersWait: true, at: .milliseconds(1500)) == .othersFirst)
        #expect(breaker.admit(key: "b", othersWait: true, at: .milliseconds(1500)) == .now)
    }

    @Test func aSwallowedProbeDoesNotKeepTheNextWaiting() {
        let breaker = TestedBreaker(isOpen: true)
        #expect(breaker.admit(key: "a", at: .seconds(1)) == .now)
        #expect(breaker.admit(key: "b", at: .seconds(2)) == .after(.seconds(1)))
        #expect(breaker.admit(key: "b", at: .seconds(3)) == .now)
    }

    @Test func anOutageOfHoursCostsNoAttempt() {
        let breaker = TestedBreaker(isOpen: true)
        var now = Duration.zero
        var probes = 0
        while now < .seconds(20 * 3600) {
            let key = "k\(probes % 50)"
            switch breaker.admit(key: key, at: now) {
            case .now:
                probes += 1
                now += .milliseconds(30)
                let attempts = breaker.failed(key: key, at: now)
                guard attempts == 0 else {
                    Issue.record("an attempt was counted at \(now)")
                    return
                }
            case .after(let wait): now += wait
            case .othersFirst: now += .milliseconds(1)
            }
        }
        #expect(probes > 40_000)
        breaker.succeeded(key: "good", at: now)
        #expect(breaker.state == .halfOpen)
        // One that failed right before and fails again: both count, the thousands before don't.
        #expect(breaker.failed(key: "k\((probes - 1) % 50)", at: now) == 2)
    }

    @Test func aBadRecordIsChargedWhileOthersSucceedAndDoesNotOpenAgain() {
        let breaker = TestedBreaker(isOpen: true)
        #expect(breaker.admit(key: "c", at: .seconds(1)) == .now)
        #expect(breaker.failed(key: "c", at: .seconds(1)) == 0)
        #expect(breaker.admit(key: "x", at: .seconds(3)) == .now)
        breaker.succeeded(key: "x", at: .seconds(3))
        #expect(breaker.failed(key: "c", at: .seconds(3)) == 2)
        #expect(breaker.state == .halfOpen)
        #expect(breaker.failed(key: "c", at: .seconds(4)) == 1)
        #expect(breaker.failed(key: "a", at: .seconds(4)) == 0)
        #expect(breaker.state == .open)
    }

    @Test func aNewFailureInHalfOpenOpensAgain() {
        let breaker = TestedBreaker(isOpen: true)
        breaker.succeeded(key: "x", at: .seconds(1))
        #expect(breaker.failed(key: "y", at: .seconds(1)) == 0)
        #expect(breaker.state == .open)
    }

    @Test func fewBadRecordsAloneEndAfterAWhile() {
        let breaker = TestedBreaker(isOpen: true)
        var now = Duration.zero
        var attempts = 0
        while attempts < 30, now < .seconds(8 * 3600) {
            for key in ["a", "b", "c"] {
                while case .after(let wait) = breaker.admit(key: key, at: now) { now += wait }
                attempts += breaker.failed(key: key, at: now)
            }
        }
        #expect(attempts >= 30)
        #expect(now >= CallBreaker.patience)
        #expect(now < CallBreaker.patience + .seconds(60))
    }

    @Test func aRefusalIsNoSignOfHealth() {
        let breaker = TestedBreaker(isOpen: true)
        #expect(breaker.admit(key: "a", at: .seconds(1)) == .now)
        breaker.answered(key: "a", at: .seconds(1))
        #expect(breaker.state == .open)
        #expect(breaker.admit(key: "b", at: .milliseconds(1500)) == .after(.milliseconds(500)))
        #expect(breaker.admit(key: "b", at: .seconds(2)) == .now)
        breaker.abandoned(key: "b")
        #expect(breaker.admit(key: "c", at: .seconds(2)) == .now)
    }

    @Test func halfOpenDoublesAndEnds() {
        let breaker = TestedBreaker(isOpen: true)
        breaker.succeeded(key: "x", at: .seconds(1))
        var admitted: [Int] = []
        for round in 0..<5 {
            let now = Duration.seconds(1) + .milliseconds(100 * round)
            var started = 0
            while started < 200, breaker.admit(key: "r\(started)", at: now) == .now { started += 1 }
            admitted.append(started)
            for number in 0..<started { breaker.succeeded(key: "r\(number)", at: now) }
        }
        #expect(admitted == [2, 4, 8, 16, 32] || admitted == [2, 4, 8, 16, 200])
        #expect(breaker.state == .closed)
        let slow = TestedBreaker(isOpen: true)
        slow.succeeded(key: "x", at: .seconds(1))
        for _ in 0..<2 { #expect(slow.admit(key: "y", at: .seconds(1)) == .now) }
        #expect(slow.admit(key: "y", at: .seconds(1)) == .after(CallBreaker.ramp))
        #expect(slow.admit(key: "y", at: .seconds(1) + CallBreaker.ramp) == .now)
        #expect(slow.state == .closed)
    }
}
