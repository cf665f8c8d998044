import Foundation

/// A broker: one that is there, or one that a tool has started for this run.
final class KafkaBroker: Sendable {
    /// For the harness: not through the proxy.
    let address: String
    private let tool: String?
    private let directory: URL
    private let folder: URL
    private let keeper: ProcessGuard

    /// Of a cluster that is there already.
    init(address: String, folder: URL, keeper: ProcessGuard) {
        self.address = address
        tool = nil
        directory = folder
        self.folder = folder
        self.keeper = keeper
    }

    /// Starts one.
    ///
    /// - Parameter lines: for each worker the port that the broker listens on and the one that the proxy does.
    init(tool: String, lines: [(broker: Int, proxy: Int)], folder: URL, keeper: ProcessGuard) async throws {
        self.tool = tool
        self.folder = folder
        self.keeper = keeper
        directory = folder.appending(path: "kafka")
        let ports = FreePorts.take(2)
        guard ports.count == 2 else { throw ChaosError("no free port for the broker") }
        let names = lines.indices.map { "WORKER\($0)" }
        var listeners = ["PLAINTEXT://127.0.0.1:{port}", "CONTROLLER://127.0.0.1:\(ports[1])"]
        var advertised = ["PLAINTEXT://127.0.0.1:{port}"]
        for (name, line) in zip(names, lines) {
            listeners.append("\(name)://127.0.0.1:\(line.broker)")
            advertised.append("\(name)://127.0.0.1:\(line.proxy)")
        }
        let settings = [
            "controller.quorum.voters=1@127.0.0.1:\(ports[1])",
            "listeners=" + listeners.joined(separator: ","),
            "advertised.listeners=" + advertised.joined(separator: ","),
            "listener.security.protocol.map="
                + (["PLAINTEXT", "CONTROLLER"] + names).map { "\($0):PLAINTEXT" }.joined(separator: ","),
            "inter.broker.listener.name=PLAINTEXT",
            "auto.create.topics.enable=false",
            "num.partitions=6",
        ]
        keeper.add(cluster: directory.path, of: tool)
        let printed = try await Self.run(
            tool, ["start", directory.path, "--port", "\(ports[0])"] + settings.flatMap { ["--set", $0] }, folder,
            keeper)
        address = printed.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    }

    /// Whether its processes and settings are the harness's to change.
    var isOurs: Bool { tool != nil }

    func kill() async throws { try await run(["stop", directory.path, "--kill"]) }
    func start() async throws { try await run(["start", directory.path]) }
    func pause() async throws { try await run(["pause", directory.path]) }
    func resume() async throws { try await run(["resume", directory.path]) }

    /// - Parameter topic: a name or a regular expression.
    func delete(topic: String) async throws {
        try await run(["topics", "--bootstrap-server", address, "--delete", "--topic", topic])
    }

    /// Lets a topic take no record at all.
    func close(topic: String) async throws {
        try await run([
            "configs", "--bootstrap-server", address, "--alter", "--entity-type", "topics", "--entity-name", topic,
            "--add-config", "max.message.bytes=1",
        ])
    }

    /// Lets a topic take records of this size, whatever was asked of it before.
    func open(topic: String, maximumBytes: Int) async throws {
        try await run([
            "configs", "--bootstrap-server", address, "--alter", "--entity-type", "topics", "--entity-name", topic,
            "--add-config", "max.message.bytes=\(maximumBytes)",
        ])
    }

    private func run(_ arguments: [String]) async throws {
        guard let tool else { return }
        _ = try await Self.run(tool, arguments, folder, keeper)
    }

    private static func run(
        _ tool: String, _ arguments: [String], _ folder: URL, _ keeper: ProcessGuard
    ) async throws -> String {
        let name = "kafka-\(arguments.first ?? "")-\(UUID().uuidString.prefix(8))"
        let child = try ChildProcess(
            tool, arguments, folder: folder, name: name, leavesChildren: true, keeper: keeper)
        let status = await child.ended()
        defer {
            try? FileManager.default.removeItem(at: child.output)
            try? FileManager.default.removeItem(at: child.errors)
        }
        guard status == 0 else {
            throw ChaosError(
                "\(tool) \(arguments.joined(separator: " ")) ended with \(status): "
                    + child.complained() + child.printed())
        }
        return child.printed()
    }
}
