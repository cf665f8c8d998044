/// A run of the relay that can be simulated: what it is told, how Feishu behaves, what work comes and what happens meanwhile, for one
/// app and one API; and what is expected of it. Read from YAML by ``ScenarioFile``.
public struct Scenario: Sendable {
    public var name = ""
    public var title = ""
    public var duration: Duration = .seconds(60)
    public var seed: UInt64 = 1
    /// Partitions of the lane's topic.
    public var partitions = 12
    /// Processes at the beginning.
    public var replicas = 1
    public var relay = RelayTerms()
    public var group = GroupTerms()
    public var feishu = FeishuTerms()
    public var work = WorkPlan()
    public var faults: [Fault] = []
    /// In the order of their times.
    public var steps: [GroupStep] = []
    public var expectations: [Expectation] = []

    public init() {}

    /// Commands that one scenario may have, at most.
    public static let maximumCommands = 1_000_000
}
