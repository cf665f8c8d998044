/// What Feishu's users would see at one moment.
public struct SimulatorSnapshot: Sendable {
    public var definitions: [DefinitionView] = []
    /// In the order of their first sync.
    public var instances: [InstanceView] = []
    /// In the order they were sent.
    public var messages: [CardView] = []
    /// All that are held, whatever the filter.
    public var instanceCount = 0
    public var messageCount = 0
    /// How many were dropped because the simulator holds no more.
    public var forgottenInstances = 0
    public var forgottenMessages = 0
    /// Calls by API and outcome since the start or the last reset.
    public var calls: [SimulatedAPI: [JournalOutcome: Int]] = [:]

    public func instance(_ id: String) -> InstanceView? { instances.first { $0.id == id } }
    public func message(_ id: String) -> CardView? { messages.first { $0.id == id } }
}
