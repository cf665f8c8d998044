import Foundation
import Glibc
import JSON

/// One place for a worker: its lines to broker and Feishu, and the process that fills it at the moment.
actor Worker {
    /// How it is started and what its end may be.
    struct Launch: Sendable {
        var program: String
        var environment: [String: String]
        var folder: URL
        var settings: WorkerSettings
        /// A broker that is away when a worker starts is reason enough for it to end with 69, and to be started again.
        var mayMissBroker = false
    }

    let number: Int
    private let launch: Launch
    private let keeper: ProcessGuard
    private let watch: OracleWatch
    private var process: ChildProcess?
    private var starts = 0
    /// Ends that the harness has brought about itself.
    private var expected: Set<Int32> = []
    /// Of them those that were killed, whatever else they had been asked for meanwhile.
    private var killed: Set<Int32> = []
    /// Those that are to kill themselves.
    private var doomed: Set<Int32> = []
    /// The process that was asked to end last.
    private var asked: Int32?
    private var isWanted = false
    /// What the next process finds in the variable that switches hooks on.
    private var hooks: [String]
    private var isPaused = false
    /// Ends that nothing asked for. A worker that can't live isn't started for ever.
    private var unasked = 0
    private static let maximumUnasked = 20
    /// What a process said of its configuration before it ended with 78: then it is the harness that is wrong.
    private(set) var complaint: String?

    init(_ number: Int, _ launch: Launch, hooks: [String], keeper: ProcessGuard, watch: OracleWatch) {
        self.number = number
        self.launch = launch
        self.hooks = hooks
        self.keeper = keeper
        self.watch = watch
    }

    var pid: Int32? { process.flatMap { $0.isOver ? nil : $0.pid } }

    /// Starts it unless it runs.
    ///
    /// - Parameter kill: a point and the passage at which it is to kill itself.
    func start(kill: (point: String, passage: Int)? = nil) throws {
        isWanted = true
        guard pid == nil, unasked < Self.maximumUnasked else { return }
        isPaused = false
        starts += 1
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("APPROVAL_RELAY_") }
        for (name, value) in launch.environment { environment["APPROVAL_RELAY_" + name] = value }
        let words = hooks + (kill.map { ["kill=\($0.point):\($0.passage)"] } ?? [])
        if !words.isEmpty { environment["APPROVAL_RELAY_CHAOS"] = words.joined(separator: ";") }
        let isDoomed = kill != nil
        defer { if isDoomed, let pid { doomed.insert(pid) } }
        let child = try ChildProcess(
            launch.program, ["run", "--log-format", "json"], environment: environment, folder: launch.folder,
            name: "worker-\(number)-\(starts)", keeper: keeper)
        process = child
        tell(.started(hooks: words.joined(separator: ";")), child.pid)
        Task { await self.follow(child, isDoomed: isDoomed) }
    }

    /// Says who it is as soon as its log does, and what became of it.
    private func follow(_ child: ChildProcess, isDoomed: Bool) async {
        Task { await self.name(child) }
        let status = await child.ended()
        let isMissing = launch.mayMissBroker && status == 69
        let isDesynchronized = launch.mayMissBroker && status == 70 && Self.isDesynchronized(child.complained())
        let isExpected = expected.contains(child.pid) || (isDoomed && status == -9) || isMissing || isDesynchronized
        tell(.ended(status: status, isExpected: isExpected), child.pid)
        if !isExpected { unasked += 1 }
        if status == 78 { complaint = String(child.complained().suffix(1000)) }
        // One that has killed itself at its point, or died of itself, is started again.
        if isWanted, process === child, isDoomed || isMissing || isDesynchronized || !isExpected {
            try? await ContinuousClock().sleep(for: .milliseconds(isDoomed ? 50 : 500))
            if isWanted, process === child { try? start() }
        }
    }

    /// Whether a producer has lost count of what a broker that died had taken, as librdkafka before 2.3 may (its #3584, mended by #4438).
    /// Its error is fatal: the process ends, and the next one goes on.
    private static func isDesynchronized(_ log: String) -> Bool {
        log.split(separator: "\n").contains {
            $0.contains(#""level":"critical""#) && $0.contains("OUT_OF_ORDER_SEQUENCE_NUMBER")
        }
    }

    private func name(_ child: ChildProcess) async {
        for _ in 0..<600 where !child.isOver {
            if let name = Self.incarnation(in: child.complained()) { return tell(.named(incarnation: name), child.pid) }
            try? await ContinuousClock().sleep(for: .milliseconds(100))
        }
        if let name = Self.incarnation(in: child.complained()) { tell(.named(incarnation: name), child.pid) }
    }

    private static func incarnation(in log: String) -> String? {
        for line in log.split(separator: "\n") where line.contains("relay started") {
            return (try? JSONParser(refusesDuplicateKeys: false).parse(String(line)))?["incarnation"]?.stringValue
        }
        return nil
    }

    /// SIGKILL.
    func kill() async {
        guard let child = process, !child.isOver else { return }
        expected.insert(child.pid)
        killed.insert(child.pid)
        isWanted = false
        child.send(SIGKILL)
        _ = await child.ended()
    }

    /// SIGTERM; a status other than 0, or an end that doesn't come in time, is a violation.
    func terminate() async {
        guard let child = process, !child.isOver else { return }
        // A second signal would end it at once.
        if asked == child.pid {
            _ = await child.ended()
            return
        }
        asked = child.pid
        isWanted = false
        resume()
        tell(.asked, child.pid)
        child.send(SIGTERM)
        let patience = launch.settings.patience
        let watchdog = Task {
            try await ContinuousClock().sleep(for: patience)
            // Not by `kill`: this end is a violation.
            child.send(SIGKILL)
        }
        expected.insert(child.pid)
        let status = await child.ended()
        watchdog.cancel()
        // Another fault may have killed it meanwhile, or it has killed itself at its point.
        // One that has said nothing yet may not have come to listen for signals.
        let hasBegun = !child.complained().isEmpty
        if status != 0, !(status == 69 && launch.mayMissBroker), !(status == -SIGTERM && !hasBegun),
            !(status == -9 && (killed.contains(child.pid) || doomed.contains(child.pid)))
        {
            tell(.ended(status: status, isExpected: false), child.pid)
        }
    }

    func pause() {
        // One that is asked to end is left to it: its time is measured.
        guard let child = process, !child.isOver, !isPaused, isWanted else { return }
        isPaused = true
        tell(.paused, child.pid)
        child.send(SIGSTOP)
    }

    func resume() {
        guard let child = process, isPaused else { return }
        isPaused = false
        tell(.resumed, child.pid)
        child.send(SIGCONT)
    }

    /// From its next start on it writes the formats of the build before, or its own again.
    func swapFormat() {
        let previous = "format=previous"
        if hooks.contains(previous) { hooks.removeAll { $0 == previous } } else { hooks.append(previous) }
    }

    private func tell(_ kind: ProcessEvent.Kind, _ pid: Int32) {
        let event = ProcessEvent(at: WallClock.now(), worker: number, pid: pid, kind: kind)
        watch.tell { $0.observe(event) }
    }
}
