import Delivery
import FeishuSimulator
import ScheduleSupport
import Testing

@testable import Scenario

/// Random scenarios. What is measured here is computed from the calls alone, by sums that know nothing of the cores.
@Suite struct SimulationSchedulesTests {
    /// Whatever happens to processes, calls and records, no window is over its limit by either reading, Feishu refuses nothing for its
    /// limits, and order holds.
    @Test func neitherWindowIsEverOverItsLimit() {
        Schedules.check(1000) { _, random in
            var scenario = RandomScenarios.make(&random)
            RandomScenarios.addSteps(&scenario, &random)
            RandomScenarios.addFaults(&scenario, &random)
            // Whoever takes over from a dead process, or lends, assumes that a call is at Feishu within a second.
            scenario.relay.requestTimeout = .milliseconds(500 + random.below(400))
            let outcome = ScenarioOutcome(running: scenario)
            let measured = outcome.measurements
            for (metric, limit) in [
                (Metric.callsInAnySecond, scenario.relay.perSecond), (.callsInFixedSecond, scenario.relay.perSecond),
                (.callsInAnyMinute, scenario.relay.perMinute), (.callsInFixedMinute, scenario.relay.perMinute),
            ] where limit > 0 {
                guard measured[metric] ?? 0 <= Double(limit) else {
                    return "\(metric): \(measured[metric] ?? 0) of \(limit); \(scenario)"
                }
            }
            if !scenario.faults.contains(where: { $0.kind == .throttle }), measured[.refused] != 0 { return "refused" }
            return measured[.orderInversions] == 0 ? nil : "order is broken"
        }
    }

    /// A process in whose line somebody waits starts a call as soon as the margin beyond its own part of both windows has passed.
    @Test func nobodyWaitsWhileQuotaBeyondTheMarginIsFree() {
        var starts = 0
        Schedules.check(500) { _, random in
            var scenario = RandomScenarios.make(&random)
            scenario.duration = .seconds(130)
            scenario.group.controlDelay = .constant(.milliseconds(1 + random.below(1000)))
            // A call that takes too long is a failure, and failures have their own pace.
            scenario.relay.requestTimeout = .seconds(60)
            // Everybody has a part, and work in each of the partitions all the time: nothing is lent.
            scenario.partitions = scenario.replicas * (1 + random.below(3))
            scenario.relay.perSecond = scenario.partitions + random.below(10)
            scenario.relay.perMinute = scenario.partitions * (1 + random.below(20))
            scenario.feishu.limit = RateLimit(
                perSecond: scenario.relay.perSecond, perMinute: scenario.relay.perMinute)
            scenario.work.keys = scenario.partitions * (1 + random.below(40))
            var backlog = WorkPlan.Backlog()
            backlog.commands = 4 * scenario.relay.perMinute
            scenario.work = WorkPlan()
            scenario.work.keys = scenario.partitions * (1 + random.below(40))
            scenario.work.backlog = [backlog]
            let simulation = Simulation(scenario)
            simulation.run()
            starts += simulation.trace.calls.count
            let shares = simulation.coordinator.shares(of: scenario.partitions)
            for replica in 1...scenario.replicas {
                var model = IdleModel(simulation.trace, scenario, replica: replica, partitions: shares[replica - 1])
                if let problem = model.firstIdleTime() { return "\(problem); \(scenario)" }
            }
            return nil
        }
        #expect(starts > 10_000)
    }

    /// The model sees a process that waits though it needn't: one that is taken for the owner of more than it owns.
    @Test func aProcessThatWaitsForNothingIsSeen() {
        var scenario = Scenario()
        scenario.duration = .seconds(130)
        scenario.replicas = 2
        scenario.work.backlog = [WorkPlan.Backlog()]
        scenario.work.backlog[0].commands = 5000
        let simulation = Simulation(scenario)
        simulation.run()
        var own = IdleModel(simulation.trace, scenario, replica: 1, partitions: Array(0..<6))
        #expect(own.firstIdleTime() == nil)
        var more = IdleModel(simulation.trace, scenario, replica: 1, partitions: Array(0..<7))
        #expect(more.firstIdleTime() != nil)
    }

    /// Processes come and go, Feishu fails for a while: everything is done in the end, and nothing is set aside that shouldn't be.
    @Test func everythingIsDoneInTheEnd() {
        Schedules.check(20) { _, random in
            var scenario = RandomScenarios.make(&random)
            RandomScenarios.addSteps(&scenario, &random)
            scenario.feishu.latency = .constant(.milliseconds(random.below(400)))
            // Every partition has a part: who owns nothing of a limit lives on what others lend.
            scenario.relay.perSecond += scenario.partitions
            scenario.relay.perMinute += scenario.partitions
            scenario.feishu.limit = RateLimit(
                perSecond: scenario.relay.perSecond, perMinute: scenario.relay.perMinute)
            if random.one(in: 2) {
                var outage = Fault()
                outage.kind = [.refused, .error, .stall][random.below(3)]
                outage.from = .seconds(random.below(30))
                outage.to = outage.from + .seconds(1 + random.below(60))
                scenario.faults = [outage]
                scenario.relay.retry.maximumAttempts = 100
            }
            for index in scenario.work.arrivals.indices { scenario.work.arrivals[index].to = scenario.duration / 2 }
            // What the slowest limit allows, and more than enough beside it.
            let most =
                200 + scenario.work.backlog.reduce(0) { $0 + $1.commands } + 4 * Int(scenario.duration / .seconds(1))
            let minutes = scenario.relay.perMinute > 0 ? most / scenario.relay.perMinute : 0
            let seconds = scenario.relay.perSecond > 0 ? most / scenario.relay.perSecond : 0
            scenario.duration += .seconds(600 + 4 * most) + .seconds(90 * minutes + 2 * seconds)
            let outcome = ScenarioOutcome(running: scenario)
            guard outcome.trace.unfinished == 0 else {
                return "\(outcome.trace.unfinished) unfinished, \(outcome.trace.done) done; \(scenario)"
            }
            return outcome.trace.deadLetters == 0 ? nil : "\(outcome.trace.deadLetters) set aside"
        }
    }

    @Test func theSameSeedGivesTheSameRun() {
        Schedules.check(5) { _, random in
            var scenario = RandomScenarios.make(&random)
            RandomScenarios.addSteps(&scenario, &random)
            RandomScenarios.addFaults(&scenario, &random)
            let first = OutcomeJSON.text(ScenarioOutcome(running: scenario))
            let second = OutcomeJSON.text(ScenarioOutcome(running: scenario))
            return first == second ? nil : "two runs differ"
        }
    }
}
