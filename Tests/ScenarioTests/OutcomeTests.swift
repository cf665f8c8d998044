import JSON
import ScheduleSupport
import Testing

@testable import Scenario

@Suite struct OutcomeTests {
    private static func outcome(_ seed: UInt64) -> ScenarioOutcome {
        var random = SeededGenerator(seed: seed)
        var scenario = RandomScenarios.make(&random)
        RandomScenarios.addSteps(&scenario, &random)
        RandomScenarios.addFaults(&scenario, &random)
        scenario.expectations = [
            Expectation(.deadLetters, maximum: 1_000_000), Expectation(.calls, minimum: 1_000_000, line: 7),
        ]
        return ScenarioOutcome(running: scenario)
    }

    /// However long the rows are, they hold the same calls.
    @Test(arguments: [nil, 1, 7, 1000]) func theRowsAddUp(step: Int?) {
        for seed in 0..<30 {
            let outcome = Self.outcome(UInt64(seed))
            let timeline = Timeline(outcome, step: step)
            let calls = timeline.rows.reduce(0) { $0 + $1.calls }
            let refused = timeline.rows.reduce(0) { $0 + $1.refused }
            #expect(Double(calls) == outcome.measurements[.calls])
            #expect(Double(refused) == outcome.measurements[.refused])
            #expect(timeline.rows.last.map { $0.waiting + $0.inFlight } == outcome.trace.unfinished)
            if step == nil { #expect(timeline.rows.count <= 60) }
            let events = timeline.rows.reduce(0) { $0 + $1.events.count }
            #expect(events == outcome.trace.notes.count)
        }
    }

    @Test func theTextShowsRowsAndVerdicts() {
        let outcome = Self.outcome(3)
        let lines = OutcomeText.lines(outcome)
        #expect(lines.contains { $0.hasPrefix("ok      dead_letters") && $0.hasSuffix("expected at most 1000000") })
        #expect(lines.contains { $0.hasPrefix("FAILED  calls ") && $0.hasSuffix("expected at least 1000000") })
        #expect(lines.last == "1 of 2 expectations did not hold.")
        #expect(lines.contains { $0.hasPrefix("0s ") })
        #expect(OutcomeText.lines(outcome, isBrief: true).allSatisfy { !$0.hasPrefix("0s ") })
        #expect(lines.allSatisfy { $0.last != " " })
    }

    @Test func theJSONHoldsTheSame() throws {
        let outcome = Self.outcome(4)
        let root = try JSONParser().parse(Array(OutcomeJSON.text(outcome, step: 10).utf8))
        #expect(root["as_expected"]?.bool == false)
        #expect(root["measured"]?["calls"]?.int64.map(Double.init) == outcome.measurements[.calls])
        #expect(root["expectations"]?.array?.count == 2)
        #expect(root["rows"]?.array?.count == Timeline(outcome, step: 10).rows.count)
    }
}
