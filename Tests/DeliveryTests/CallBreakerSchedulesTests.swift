import ScheduleSupport
import Testing

@testable import Delivery

struct CallBreakerSchedulesTests {
    /// Calls of a few keys that end in every way at any time: state, verdicts and admissions are the model's.
    @Test func doesWhatTheModelDoes() {
        Schedules.check(20_000) { _, random in
            var breaker = CallBreaker()
            var model = BreakerModel()
            var now = Duration.seconds(1)
            let keys = (0..<(2 + random.below(9))).map { "k\($0)" }
            var running: [String] = []
            var lastProbe: (key: String, at: Duration)?
            var lastKey: String?
            var started = 0
            // Some schedules mostly fail, some mostly succeed.
            let failures = 1 + random.below(8)
            for _ in 0..<(20 + random.below(150)) {
                now += .milliseconds(random.one(in: 40) ? 25_000 : random.one(in: 2) ? 0 : random.below(900))
                if random.one(in: 200) { now += .seconds(7 * 3600) }
                if running.isEmpty || random.one(in: 2) {
                    let idle = keys.filter { !running.contains($0) }
                    guard !idle.isEmpty else { continue }
                    let key = idle[random.below(idle.count)]
                    let others = random.one(in: 2)
                    let before = breaker.state
                    let admission = breaker.admit(key: key, othersWait: others, at: now)
                    if before != .open { model.lapse(at: now) }
                    switch (before, admission) {
                    case (.closed, .now): break
                    case (.closed, _): return "closed, but \(admission)"
                    case (.halfOpen, .now):
                        if model.state == .halfOpen { started += 1 }
                    case (.halfOpen, .after(let wait)):
                        guard wait > .zero, wait <= CallBreaker.ramp, started >= 2 else { return "half-open: \(wait)" }
                    case (.open, .now):
                        if let lastProbe {
                            guard now - lastProbe.at >= .seconds(1) else { return "probes within a second" }
                            guard !running.contains(lastProbe.key) || now - lastProbe.at >= CallBreaker.overdue else {
                                return "two probes at once"
                            }
                            guard !others || lastProbe.key != key else { return "the same key again" }
                        }
                        lastProbe = (key, now)
                        lastKey = key
                    case (.open, .after(let wait)):
                        guard wait > .zero, wait <= .seconds(2) else { return "a probe only in \(wait)" }
                    case (.open, .othersFirst):
                        guard others, lastKey == key else { return "others first, without reason" }
                    case (.halfOpen, .othersFirst): return "others first in half-open"
                    }
                    if admission == .now { running.append(key) } else if breaker.state != model.state { return "state" }
                } else {
                    let key = running.remove(at: random.below(running.count))
                    switch random.below(10) {
                    case 0:
                        breaker.answered(key: key, at: now)
                        model.history.append((.answer, key, now))
                        if model.state == .halfOpen { started = max(0, started - 1) }
                    case 1:
                        // A probe that was never made leaves its place to another at once.
                        if breaker.state == .open, lastProbe?.key == key { lastProbe = nil }
                        breaker.abandoned(key: key)
                        if model.state == .halfOpen { started = max(0, started - 1) }
                    case 2..<(2 + failures):
                        let unsent = random.one(in: 5)
                        let was = breaker.state
                        let found = breaker.failed(key: key, nothingWasSent: unsent, at: now)
                        let expected = model.failed(key, unsent, at: now)
                        guard found == expected else {
                            return "\(key) failed at \(now), \(was): \(found) attempts, expected \(expected)"
                        }
                    default:
                        let was = breaker.state
                        breaker.succeeded(key: key, at: now)
                        model.succeeded(key, at: now)
                        if was == .open { started = 0 }
                    }
                    // A probe that is still under way when another call succeeds is one call like others from then on.
                    if breaker.state != .open { lastProbe?.key = "" }
                    if breaker.state == .closed { (lastProbe, lastKey) = (nil, nil) }
                }
                guard breaker.state == model.state else {
                    return "\(breaker.state) at \(now), expected \(model.state)"
                }
                guard breaker.suspects.count <= keys.count else { return "keys that were never there" }
            }
            return nil
        }
    }

    @Test func memoryIsBoundedHoweverManyKeysFail() {
        var breaker = CallBreaker()
        for number in 0..<5000 {
            let attempts = breaker.failed(key: "k\(number)", at: .milliseconds(number))
            #expect(attempts == (number < 2 ? 1 : 0))
        }
        #expect(breaker.suspects.count == BreakerSuspects.limit)
        #expect(breaker.failing.count == CallBreaker.keysToOpen)
        #expect(breaker.keysOfPeriod.count == CallBreaker.crowd)
    }
}
