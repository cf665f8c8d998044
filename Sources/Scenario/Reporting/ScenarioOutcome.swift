/// A run of a scenario, measured and judged.
public struct ScenarioOutcome: Sendable {
    public let scenario: Scenario
    public let trace: Trace
    public let measurements: Measurements
    public let verdicts: [Verdict]

    public var isAsExpected: Bool { verdicts.allSatisfy(\.holds) }

    /// - Parameter seed: in place of the scenario's own.
    public init(running scenario: Scenario, seed: UInt64? = nil) {
        let simulation = Simulation(scenario, seed: seed)
        simulation.run()
        let measurements = Measurements(simulation.trace, of: scenario)
        self.scenario = scenario
        trace = simulation.trace
        self.measurements = measurements
        verdicts = scenario.expectations.map { Verdict(expectation: $0, value: measurements[$0.metric]) }
    }
}
