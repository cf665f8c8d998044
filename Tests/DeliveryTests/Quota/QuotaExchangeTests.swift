import ApprovalContract
import Delivery
import ScheduleSupport
import Testing

@Suite struct QuotaExchangeTests {
    /// Whatever happens to processes and messages, Feishu never sees more than the limit in any window.
    @Test func theGroupNeverExceedsEitherWindow() {
        Schedules.check(1000) { _, random in
            var shape = QuotaGroupModel.Shape()
            shape.partitions = 1 + random.below(12)
            shape.processes = 1 + random.below(4)
            shape.limit = QuotaLimit(perSecond: 1 + random.below(12), perMinute: 1 + random.below(80))
            shape.way = random.below(8)
            shape.controlDelay = 1 + random.below(random.one(in: 4) ? 40 : 4)
            shape.rebalanceOneIn = random.one(in: 2) ? 100 + random.below(600) : 0
            shape.killOneIn = random.one(in: 2) ? 300 + random.below(600) : 0
            shape.isEndless = !random.one(in: 4)
            if random.one(in: 2) { shape.busy = Set((0..<shape.processes).filter { _ in random.one(in: 2) }) }
            var model = QuotaGroupModel(shape, random: random)
            for _ in 0..<1600 { model.advance() }
            return model.excess().map { "\($0); \(shape)" }
        }
    }

    /// The model sees a mistake: a group that forgets what former owners spent is over its limit soon.
    @Test func forgettingWhatFormerOwnersSpentIsSeen() {
        var failures = 0
        for seed in 0..<20 {
            var shape = QuotaGroupModel.Shape()
            shape.rebalanceOneIn = 300
            var model = QuotaGroupModel(shape, random: SeededGenerator(seed: UInt64(seed)))
            model.forgetsOnTakeOver = true
            for _ in 0..<1600 { model.advance() }
            if model.excess() != nil { failures += 1 }
        }
        #expect(failures >= 15)
    }

    /// With work waiting everywhere the whole quota is used, but for what a call's own way takes.
    @Test(arguments: [1, 2, 3, 5])
    func workThatWaitsEverywhereUsesItAll(processes: Int) {
        var shape = QuotaGroupModel.Shape()
        shape.partitions = 12
        shape.processes = processes
        shape.limit = QuotaLimit(perSecond: 10, perMinute: 120)
        var model = QuotaGroupModel(shape, random: SeededGenerator(seed: 7))
        for _ in 0..<(20 * 610) { model.advance() }
        // The first minute's calls come at once.
        let used = model.arrivals.count { $0 > 20 * 10 && $0 <= 20 * 610 }
        #expect(Double(used) >= 0.97 * 1200, "\(used) of 1200")
        #expect(model.excess() == nil)
    }

    /// A process with all the work borrows what the others don't need.
    @Test func whatLiesIdleIsLent() {
        var shape = QuotaGroupModel.Shape()
        shape.partitions = 12
        shape.limit = QuotaLimit(perSecond: 50, perMinute: 1000)
        shape.busy = [1]
        var model = QuotaGroupModel(shape, random: SeededGenerator(seed: 7))
        for _ in 0..<(20 * 310) { model.advance() }
        let used = model.arrivals.count { $0 > 20 * 70 && $0 <= 20 * 310 }
        #expect(Double(used) >= 0.9 * 4000, "\(used) of 4000; lent \(model.lent), borrowed \(model.borrowedCalls)")
        #expect(model.borrowedCalls > 2000)
        #expect(model.excess() == nil)
    }

    /// With more processes than calls a second some own nothing of it, and live on what is lent.
    @Test func whoOwnsNothingOfTheLimitStillCalls() {
        var shape = QuotaGroupModel.Shape()
        shape.partitions = 6
        shape.processes = 6
        shape.limit = QuotaLimit(perSecond: 2, perMinute: 60)
        shape.busy = [0]
        var model = QuotaGroupModel(shape, random: SeededGenerator(seed: 3))
        for _ in 0..<(20 * 120) { model.advance() }
        #expect(model.arrivals.count >= 20)
        #expect(model.excess() == nil)
    }
}
