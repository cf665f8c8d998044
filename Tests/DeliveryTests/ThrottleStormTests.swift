import ScheduleSupport
import Testing

@testable import Delivery

struct ThrottleStormTests {
    /// Feishu halves one window, or both, for a minute: beside calls that are under way when it is noticed, at most 1 % are refused (or
    /// twelve, where a halved minute lets only 500 pass), and the full rate is back within five seconds of the later of the storm's end
    /// and the last reset.
    @Test func aStormCostsOneCallInAHundredAndEndsWithinFiveSeconds() {
        Schedules.check(120) { seed, random in
            let perSecond = 50
            let isMinute = random.one(in: 2)
            let limits = StormSimulation.Limits(perSecond: perSecond, perMinute: isMinute ? 1000 : 0)
            let storm = StormSimulation.Limits(
                perSecond: isMinute && random.one(in: 2) ? 50 : 25, perMinute: isMinute ? 500 : 0)
            let begin = 70_000 + random.below(60_000)
            var simulation = StormSimulation(
                limits, storm: storm, from: begin, to: begin + 60_000, way: 1 + random.below(30))
            simulation.resets = random.one(in: 2) ? .whole : .exact
            simulation.run(&random)
            let over = simulation.isOver
            let refused = simulation.refusedCount(from: begin, to: over)
            let taken = simulation.takenCount(from: begin, to: over)
            let what = "seed \(seed), way \(simulation.way) ms, \(storm), \(simulation.resets)"
            let first = simulation.refused.first { $0 >= begin } ?? begin
            let underWay = simulation.refusedCount(from: begin, to: first + 3 * simulation.way + 2)
            guard (refused - underWay) * 100 <= max(taken + refused, 1200) else {
                return "\(refused) refused of \(taken + refused) at \(simulation.refused.map { $0 - begin }); \(what)"
            }
            guard !isMinute else { return nil }
            let rate = simulation.takenCount(from: over + 5000, to: over + 10_000)
            return rate >= perSecond * 5 * 90 / 100 ? nil : "\(rate) calls in 5 s after the storm; \(what)"
        }
    }

    /// Whatever Feishu does, calls don't stop for longer than it said, and refusals stay few.
    @Test func anyResetsAndWindowsAreSurvived() {
        Schedules.check(100) { seed, random in
            let limits = StormSimulation.Limits(perSecond: 5 + random.below(60), perMinute: 0)
            let storm = StormSimulation.Limits(perSecond: 1 + random.below(limits.perSecond), perMinute: 0)
            var simulation = StormSimulation(limits, storm: storm, from: 5000, to: 30_000, way: 1 + random.below(100))
            simulation.resets = [.whole, .exact, .missing, .zero][random.below(4)]
            simulation.isFixed = random.one(in: 2)
            simulation.run(&random)
            let what = "seed \(seed), way \(simulation.way) ms, \(limits) to \(storm), \(simulation.resets)"
            let rate = simulation.takenCount(from: 45_000, to: 65_000)
            guard rate >= limits.perSecond * 20 * 80 / 100 else { return "\(rate) calls in 20 s after; \(what)" }
            let inStorm = simulation.takenCount(from: 10_000, to: 30_000)
            guard inStorm >= storm.perSecond * 20 / 4 else { return "\(inStorm) calls in 20 s of it; \(what)" }
            let refused = simulation.refusedCount(from: 10_000, to: 30_000)
            return refused <= max(60, inStorm / 4) ? nil : "\(refused) refused beside \(inStorm); \(what)"
        }
    }
}
