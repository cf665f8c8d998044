import ScheduleSupport
import Testing

@testable import Delivery

struct BulkPaceTests {
    @Test func nothingIsPacedWithoutALimitAndNothingGoesWithoutAPart() {
        var pace = BulkPace()
        for _ in 0..<1000 { pace.passed(perMinute: nil, at: .zero) }
        #expect(pace.wait(perMinute: nil, at: .zero) == .zero)
        #expect(pace.wait(perMinute: 0, at: .seconds(100)) == nil)
    }

    /// Never more than the pace allows in any stretch, and never idle when asked at the time that was told.
    @Test func keepsThePaceOnRandomSchedules() {
        Schedules.check(5000) { _, random in
            let perMinute = 1 + random.below(3000)
            var pace = BulkPace()
            var now = Duration.seconds(random.below(100))
            var passed: [Duration] = []
            for _ in 0..<200 {
                guard let wait = pace.wait(perMinute: perMinute, at: now) else { return "nothing goes" }
                if wait > .zero {
                    let early = pace.wait(perMinute: perMinute, at: now + wait - .nanoseconds(1))
                    let due = pace.wait(perMinute: perMinute, at: now + wait)
                    guard due == .zero, early != .zero else { return "\(wait) was told, and that is not when" }
                    now += wait
                }
                pace.passed(perMinute: perMinute, at: now)
                passed.append(now)
                // Mostly a backlog; now and then a rest.
                if random.one(in: 20) { now += .milliseconds(random.below(5000)) }
            }
            let interval = Duration.seconds(60) / perMinute
            for (first, start) in passed.enumerated() {
                for last in first..<passed.count {
                    let allowed = Int((passed[last] - start + BulkPace.burst) / interval) + 2
                    guard last - first + 1 <= allowed else { return "\(last - first + 1) calls, \(allowed) allowed" }
                }
            }
            return nil
        }
    }
}
