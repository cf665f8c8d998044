import ScheduleSupport
import Testing

@testable import Delivery

struct RetryAgeTests {
    @Test func holdsDoNotMakeARecordOld() {
        var clock = OpenClock()
        var age = RetryAge()
        #expect(age.age(reading: clock.reading(at: .seconds(5))) == .zero)
        age.failed(wall: 1000, reading: clock.reading(at: .seconds(10)))
        clock.observe(isOpen: false, at: .seconds(12))
        #expect(age.age(reading: clock.reading(at: .seconds(5000))) == .seconds(2))
        clock.observe(isOpen: true, at: .seconds(6000))
        #expect(age.age(reading: clock.reading(at: .seconds(6003))) == .seconds(5))
        age.failed(2, wall: 9000, reading: clock.reading(at: .seconds(6003)))
        #expect(age.attempts == 3)
        #expect(age.firstFailedAt == 1000)
    }

    @Test func goesOnAfterARestart() {
        let clock = OpenClock(at: .seconds(100))
        let reading = clock.reading(at: .seconds(107))
        let age = RetryAge(attempts: 4, firstFailedAt: 123, openTime: .seconds(50), reading: reading)
        #expect(age.age(reading: clock.reading(at: .seconds(110))) == .seconds(53))
        #expect(age.attempts == 4)
        let odd = RetryAge(attempts: -3, firstFailedAt: -1, openTime: .seconds(-5), reading: .seconds(-9))
        #expect(odd == RetryAge())
        var full = RetryAge(attempts: .max, firstFailedAt: 1, openTime: .zero, reading: .zero)
        full.failed(5, wall: 2, reading: .zero)
        #expect(full.attempts == .max)
    }

    /// Open time is what a stopwatch that is read each millisecond counts.
    @Test func openTimeIsCountedToTheMillisecond() {
        Schedules.check(3000) { _, random in
            var clock = OpenClock()
            var (now, open, isOpen) = (0, 0, true)
            for _ in 0..<40 {
                let passed = random.below(50)
                for _ in 0..<passed { open += isOpen ? 1 : 0 }
                now += passed
                guard clock.reading(at: .milliseconds(now)) == .milliseconds(open) else {
                    return "\(clock.reading(at: .milliseconds(now))) at \(now), expected \(open) ms"
                }
                isOpen = random.one(in: 2)
                clock.observe(isOpen: isOpen, at: .milliseconds(now))
            }
            return nil
        }
    }
}
