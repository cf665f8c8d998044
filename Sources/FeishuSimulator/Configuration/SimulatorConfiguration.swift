/// What a simulator is started with.
public struct SimulatorConfiguration: Sendable, Hashable {
    /// The address to listen on. The simulator has no access control: anything but a loopback address opens it to the network.
    public var host: String
    /// 0 takes a free port; `FeishuSimulator.port` says which.
    public var port: Int
    /// Accepted beside `SimulatedApp.standard`. One with the same id replaces it.
    public var apps: [SimulatedApp]
    public var settings: SimulatorSettings
    /// In force from the start, in this order.
    public var faults: [Fault]
    /// Ids, tokens and the share of calls that a fault hits follow from it.
    public var seed: UInt64
    /// Answers each path with its success body and keeps nothing: no tokens, no checks, no state, no journal, no faults. For
    /// measuring a client.
    public var isBare: Bool
    /// Calls that the journal holds, 1…10 000 000; the oldest go first. An entry takes some 150 bytes.
    public var journalCapacity: Int
    /// Instances that are held, 1…10 000 000; the oldest go first.
    public var maximumInstances: Int
    /// Cards that are held, 1…10 000 000; the oldest go first.
    public var maximumMessages: Int

    public init(
        host: String = "127.0.0.1", port: Int = 0, apps: [SimulatedApp] = [],
        settings: SimulatorSettings = SimulatorSettings(), faults: [Fault] = [], seed: UInt64 = 1, isBare: Bool = false,
        journalCapacity: Int = 1_000_000, maximumInstances: Int = 200_000, maximumMessages: Int = 200_000
    ) {
        self.host = host
        self.port = port
        self.apps = apps
        self.settings = settings
        self.faults = faults
        self.seed = seed
        self.isBare = isBare
        self.journalCapacity = journalCapacity
        self.maximumInstances = maximumInstances
        self.maximumMessages = maximumMessages
    }

    /// The configured apps and, unless one has its id, the standard one.
    var allApps: [SimulatedApp] {
        apps.contains { $0.id == SimulatedApp.standard.id } ? apps : [.standard] + apps
    }
}
