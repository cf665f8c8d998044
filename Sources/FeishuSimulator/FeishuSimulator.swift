public import HTTPServer

/// A local Feishu: the third-party approval API as its documentation, and what others have measured, say that it behaves, with
/// faults on request. It keeps everything in memory and forgets it when it ends. See docs/simulator.md.
public final class FeishuSimulator: Sendable {
    private let core: SimulatorCore
    private let server: HTTPServer

    /// Starts listening.
    /// - Parameter onCall: is told of each call right before its answer is sent, on the server's thread; it must not block.
    /// - Throws: the server's error, when the address can't be listened on.
    public init(
        _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
        onCall: (@Sendable (JournalEntry) -> Void)? = nil
    ) throws(HTTPServerError) {
        let core = SimulatorCore(configuration, onCall: onCall)
        let bare = BareAnswers()
        let isBare = configuration.isBare
        server = try HTTPServer(
            configuration: HTTPServerConfiguration(host: configuration.host, port: configuration.port)
        ) { request in
            isBare ? bare.answer(request) : core.answer(request)
        }
        self.core = core
    }

    /// The port that is listened on.
    public var port: Int { server.port }

    /// `http://…`, without a slash at the end. What Feishu serves on two hosts, this serves on one.
    public var baseURL: String { server.baseURL }

    /// Ends it; calls that wait for a slow answer are cut off.
    public func stop() {
        server.stop()
    }

    /// What Feishu's users would see now.
    public func state(_ filter: StateFilter = StateFilter()) -> SimulatorSnapshot {
        core.withState { $0.snapshot(filter) }
    }

    /// The calls after a sequence number, oldest first.
    public func journal(after: UInt64 = 0, limit: Int = 100_000) -> [JournalEntry] {
        core.withState { $0.journal.entries(after: after, limit: limit) }
    }

    public func clearJournal() {
        core.withState { $0.journal.removeAll() }
    }

    public var settings: SimulatorSettings {
        core.withState { $0.settings }
    }

    /// Changes settings while it runs. Numbers out of range are brought into it; the control API refuses them.
    public func changeSettings(_ change: @Sendable (inout SimulatorSettings) -> Void) {
        core.withState { state in
            var settings = state.settings
            change(&settings)
            state.settings = settings.bounded
        }
    }

    /// - Returns: the fault's id, nil if there are a thousand already.
    @discardableResult
    public func inject(_ fault: Fault) -> Int? {
        core.withState { $0.faults.inject(fault) }
    }

    public var faults: [ArmedFault] {
        core.withState { $0.faults.armed }
    }

    /// Removes one fault, or all.
    public func removeFaults(id: Int? = nil) {
        core.withState { _ = $0.faults.remove(id: id) }
    }

    /// Makes tokens invalid, as Feishu sometimes does before they expire.
    /// - Returns: how many were still valid.
    @discardableResult
    public func revokeTokens(app: String? = nil) -> Int {
        let now = core.now
        return core.withState { state in
            guard let app else { return state.tokens.revoke(app: nil, at: now.adding(microseconds: state.clockOffset)) }
            guard let index = state.directory.index(of: app) else { return 0 }
            return state.tokens.revoke(app: index, at: now.adding(microseconds: state.clockOffset))
        }
    }

    /// Deletes a definition as a tenant's administrator would.
    @discardableResult
    public func deleteDefinition(realCode: String) -> Bool {
        core.withState { $0.definitions.delete(realCode) }
    }

    /// Moves its clock forward, so that windows of hours and days can be tested.
    public func advanceClock(by duration: Duration) {
        let components = duration.components
        let milliseconds =
            min(max(0, components.seconds), 315_360_000) * 1000 + components.attoseconds / 1_000_000_000_000_000
        core.withState { $0.advanceClock(milliseconds: milliseconds) }
    }

    /// Forgets tokens, definitions, instances, cards, counts and the journal; settings and faults stay.
    public func reset() {
        core.withState { $0.reset() }
    }
}
