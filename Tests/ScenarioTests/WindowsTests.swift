import ScheduleSupport
import Testing

@testable import Scenario

@Suite struct WindowsTests {
    @Test func windowsAgreeWithANaiveModel() {
        Schedules.check(2000) { _, random in
            let times = (0..<random.below(30)).map { _ in random.below(60) }.sorted()
            let calls = times.map { Duration.milliseconds($0) }
            let length = 1 + random.below(20)
            let sliding = times.map { time in times.count { $0 > time - length && $0 <= time } }.max() ?? 0
            guard Windows.mostSliding(calls, .milliseconds(length)) == sliding else { return "sliding" }
            var fixed = 0
            var rest = times[...]
            while let first = rest.first {
                let inside = rest.prefix { $0 < first + length }
                fixed = max(fixed, inside.count)
                rest = rest.dropFirst(inside.count)
            }
            guard Windows.mostFixed(calls, .milliseconds(length)) == fixed else { return "fixed" }
            let from = random.below(60)
            let count = times.count { $0 >= from && $0 < from + length }
            return Windows.count(calls, from: .milliseconds(from), .milliseconds(length)) == count ? nil : "count"
        }
    }

    /// The ideal client makes what a strict Feishu lets through, and not one call more.
    @Test func theIdealClientFillsEachMinute() {
        var scenario = Scenario()
        scenario.duration = .seconds(610)
        var client = IdealClient(scenario)
        #expect(client.calls { _ in nil } == 10 * 1000 + 10 * 50)
        var other = IdealClient(scenario)
        #expect(other.calls { $0 < .seconds(590) ? .seconds(590) : nil } == 1000)
    }
}
