import FeishuSimulator
import ScheduleSupport

@testable import Scenario

/// Scenarios of any shape, small enough that thousands run in a test.
enum RandomScenarios {
    static func make(_ random: inout SeededGenerator) -> Scenario {
        var scenario = Scenario()
        scenario.seed = random.next()
        scenario.duration = .seconds(70 + random.below(60))
        scenario.partitions = 1 + random.below(12)
        scenario.replicas = 1 + random.below(4)
        scenario.relay.perSecond = random.one(in: 8) ? 0 : 1 + random.below(10)
        scenario.relay.perMinute = random.one(in: 8) ? 0 : 1 + random.below(80)
        if scenario.relay.perSecond == 0, scenario.relay.perMinute == 0 { scenario.relay.perMinute = 30 }
        scenario.relay.concurrency = 1 + random.below(32)
        scenario.relay.window = 8 + random.below(200)
        scenario.relay.requestTimeout = .milliseconds(500 + random.below(4000))
        scenario.group.drain = scenario.relay.requestTimeout + .seconds(1)
        scenario.group.sessionTimeout = scenario.group.drain + .seconds(1 + random.below(5))
        scenario.group.heartbeat = .milliseconds(random.below(3000))
        scenario.group.takeUp = .milliseconds(random.below(1000))
        scenario.group.controlDelay = delay(random.one(in: 4) ? 2000 : 50, &random)
        scenario.feishu.limit = RateLimit(
            perSecond: scenario.relay.perSecond, perMinute: scenario.relay.perMinute)
        scenario.feishu.window = random.one(in: 2) ? .sliding : .fixed
        scenario.feishu.latency = delay(random.one(in: 3) ? 3000 : 200, &random)
        scenario.work.keys = 1 + random.below(60)
        if !random.one(in: 4) {
            var backlog = WorkPlan.Backlog()
            backlog.commands = random.below(400)
            scenario.work.backlog = [backlog]
        }
        if random.one(in: 2) {
            var arrivals = WorkPlan.Arrivals()
            arrivals.perSecond = Double(1 + random.below(40)) / 10
            arrivals.hotKeyShare = Double(random.below(60))
            scenario.work.arrivals = [arrivals]
        }
        return scenario
    }

    /// Processes that come and go, in the first two thirds.
    static func addSteps(_ scenario: inout Scenario, _ random: inout SeededGenerator) {
        let time = Int(scenario.duration.components.seconds) * 2 / 3
        var numbers = scenario.replicas
        var alive = Set(1...scenario.replicas)
        for at in (0..<random.below(5)).map({ _ in random.below(time * 1000) }).sorted() {
            let kind: GroupStep.Kind
            let chosen = alive.sorted()[random.below(alive.count)]
            switch random.below(4) {
            case 0 where alive.count > 1:
                kind = .kill(chosen)
                alive.remove(chosen)
            case 1 where alive.count > 1:
                kind = .stop(chosen)
                alive.remove(chosen)
            case 2:
                kind = .add(1)
                numbers += 1
                alive.insert(numbers)
            default: kind = .rebalance
            }
            scenario.steps.append(GroupStep(at: .milliseconds(at), kind: kind))
        }
    }

    static func addFaults(_ scenario: inout Scenario, _ random: inout SeededGenerator) {
        for _ in 0..<random.below(4) {
            var fault = Fault()
            fault.kind = Fault.Kind.allCases[random.below(Fault.Kind.allCases.count)]
            fault.from = .milliseconds(random.below(60_000))
            fault.to = fault.from + .milliseconds(1 + random.below(40_000))
            fault.share = random.one(in: 2) ? 100 : Double(1 + random.below(99))
            fault.keys = random.one(in: 3) ? 1 + random.below(3) : 0
            if fault.kind == .throttle {
                fault.status = random.one(in: 2) ? 429 : 400
                fault.reset = random.one(in: 2) ? nil : .milliseconds(random.below(8000))
            }
            scenario.faults.append(fault)
        }
    }

    private static func delay(_ most: Int, _ random: inout SeededGenerator) -> Delay {
        let times = (0..<3).map { _ in random.below(most) }.sorted()
        return random.one(in: 3)
            ? .constant(.milliseconds(times[0]))
            : Delay(minimum: .milliseconds(times[0]), median: .milliseconds(times[1]), p99: .milliseconds(times[2]))
    }
}
