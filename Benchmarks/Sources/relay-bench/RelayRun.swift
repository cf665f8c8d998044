import Foundation

/// One real `approval-relay run`, configured by environment as an operator would, and its cost.
struct RelayRun: Sendable {
    struct Settings: Sendable {
        var eventsTopic: String
        var prefix: String
        var groupPrefix: String
        var partitions = 12
        var concurrency = 100
        var writesReceipts = true
        var role: String?
        /// Set beside ours; wins.
        var environment: [String: String] = [:]
    }

    let process: BackgroundProcess

    /// The release build: `APPROVAL_RELAY`, else the one beside this program, else the one of the package above.
    static func program() throws -> String {
        if let path = ProcessInfo.processInfo.environment["APPROVAL_RELAY"], !path.isEmpty { return path }
        var above = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { above.deleteLastPathComponent() }
        for path in [
            ChildProcess.sibling("approval-relay"), above.appending(path: ".build/release/approval-relay").path,
        ] where FileManager.default.isExecutableFile(atPath: path) { return path }
        throw BenchmarkError(
            "approval-relay isn't built: swift build -c release --product approval-relay (or set APPROVAL_RELAY)")
    }

    init(_ settings: Settings, _ cluster: KafkaCluster, feishu: String) throws {
        var environment = [
            "APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrap,
            "APPROVAL_RELAY_KAFKA_GROUP_PREFIX": settings.groupPrefix,
            "APPROVAL_RELAY_FEISHU_BASE_URL": feishu,
            "APPROVAL_RELAY_FEISHU_APP_ID": "cli_simulator",
            "APPROVAL_RELAY_FEISHU_APP_SECRET": "simulator-secret",
            "APPROVAL_RELAY_TOPICS_CREATE": "true",
            "APPROVAL_RELAY_TOPICS_PARTITIONS": "\(settings.partitions)",
            "APPROVAL_RELAY_TOPICS_EVENTS": settings.eventsTopic,
            "APPROVAL_RELAY_QUOTA_PER_SECOND": "0",
            "APPROVAL_RELAY_QUOTA_PER_MINUTE": "0",
            "APPROVAL_RELAY_EXECUTE_CONCURRENCY": "\(settings.concurrency)",
            "no_proxy": "127.0.0.1",
        ]
        if settings.prefix != "approval" { environment["APPROVAL_RELAY_TOPICS_PREFIX"] = settings.prefix }
        if !settings.writesReceipts { environment["APPROVAL_RELAY_EXECUTE_RECEIPTS"] = "false" }
        var words = ["run"]
        if let role = settings.role { words += ["--role", role] }
        // For a profiler: `APPROVAL_RELAY_UNDER="perf record -g -o FILE"` puts its words before the relay's.
        let under = (ProcessInfo.processInfo.environment["APPROVAL_RELAY_UNDER"] ?? "").split(separator: " ").map(
            String.init)
        let line = under + [try Self.program()] + words
        let program = line[0].contains("/") ? line[0] : "/usr/bin/\(line[0])"
        process = try BackgroundProcess(
            program, Array(line.dropFirst()), environment: environment.merging(settings.environment) { $1 },
            outputFile: try Workspace.folder().appending(path: "relay-\(UUID().uuidString).log"))
    }

    /// Asks until the answer is yes.
    ///
    /// - Throws: when the relay ends before, or the time is up.
    func wait(
        atMost limit: Duration, every pause: Duration = .milliseconds(100), for what: String,
        _ isThere: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while !(try await isThere()) {
            guard process.isRunning else { throw BenchmarkError("the relay has ended: \(process.lastOutput)") }
            guard ContinuousClock.now < deadline else {
                process.signal(SIGKILL)
                throw BenchmarkError("\(what): not within \(limit); the relay's log ends so: \(process.lastOutput)")
            }
            try await Task.sleep(for: pause)
        }
    }

    /// Stops it as an operator does.
    func stop() async throws -> ChildProcess.Usage {
        process.signal(SIGTERM)
        let usage = try await process.wait(atMost: .seconds(45))
        guard usage.status == 0 else {
            throw BenchmarkError("the relay ended with status \(usage.status): \(process.lastOutput)")
        }
        return usage
    }

    func printThreads(per count: Int) {
        let threads = process.processorByThread.filter { $0.seconds >= 0.05 }
        Swift.print("processor time of the relay by thread, µs per event:")
        for thread in threads {
            let name = thread.threads > 1 ? "\(thread.name) (\(thread.threads))" : thread.name
            Swift.print(
                "  \(name.padding(toLength: 24, withPad: " ", startingAt: 0)) \(rounded(thread.seconds * 1e6 / Double(count), 1))"
            )
        }
    }
}
