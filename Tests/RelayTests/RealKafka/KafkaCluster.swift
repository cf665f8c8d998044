import Foundation

/// A real Kafka: one that is there already, or one that a tool has started for this run of the tests.
struct KafkaCluster: Sendable {
    let bootstrapServers: String
    /// Where the tool keeps it; `nil` when it isn't ours.
    private let directory: String?

    /// The repository's root, found from this file's own place.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let environment = ProcessInfo.processInfo.environment

    /// Of a cluster that is there already.
    private static let address = environment["KAFKA_BOOTSTRAP"].flatMap { $0.isEmpty ? nil : $0 }

    private static let tool: String? = {
        guard address == nil else { return nil }
        if let tool = environment["KAFKA_TOOL"], !tool.isEmpty { return tool }
        let usual = root.deletingLastPathComponent().appending(path: "shared/tools/kafka/bin/kafka").path
        return FileManager.default.isExecutableFile(atPath: usual) && hasJava ? usual : nil
    }()

    private static var hasJava: Bool {
        var folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        if let home = environment["JAVA_HOME"] { folders.append(home + "/bin") }
        return folders.contains { FileManager.default.isExecutableFile(atPath: $0 + "/java") }
    }

    /// Whether a cluster is to be had.
    static var isAvailable: Bool { address != nil || tool != nil }

    /// Whether it is ours, to be stopped, started and altered.
    static var isOurs: Bool { tool != nil }

    /// The cluster of this run; started when it is first asked for, stopped when the tests end.
    static func shared() async throws -> KafkaCluster { try await starting.value }

    private static let starting = Task {
        if let address { return KafkaCluster(bootstrapServers: address, directory: nil) }
        guard let tool else { throw CocoaError(.fileNoSuchFile) }
        let directory = FileManager.default.temporaryDirectory.appending(path: "approval-relay-\(UUID().uuidString)")
            .path
        ProcessGuard.shared.add(cluster: directory, of: tool)
        let printed = try await run([
            "start", directory,
            // A topic that is missing stays missing until somebody creates it.
            "--set", "auto.create.topics.enable=false",
            // What retention lets go of is gone at once, not within five minutes.
            "--set", "log.retention.check.interval.ms=500", "--set", "log.initial.task.delay.ms=500",
        ])
        let servers = printed.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        return KafkaCluster(bootstrapServers: servers, directory: directory)
    }

    /// Stops the brokers in good order, calls `whileDown`, and starts them again with the same ports and data.
    func restart(whileDown: () async throws -> Void) async throws {
        guard let directory else { return }
        _ = try await Self.run(["stop", directory])
        try await whileDown()
        _ = try await Self.run(["start", directory])
    }

    /// Holds the brokers where they are while `body` runs: connections stay open and new ones are taken, but nothing answers.
    func pause(while body: () async throws -> Void) async throws {
        guard let directory else { return }
        _ = try await Self.run(["pause", directory])
        do {
            try await body()
        } catch {
            _ = try? await Self.run(["resume", directory])
            throw error
        }
        _ = try await Self.run(["resume", directory])
    }

    /// Gives topics more partitions.
    ///
    /// - Parameter topic: a name or a regular expression.
    func grow(_ topic: String, to partitions: Int) async throws {
        _ = try await Self.run([
            "topics", "--bootstrap-server", bootstrapServers, "--alter", "--topic", topic, "--partitions",
            "\(partitions)",
        ])
    }

    /// Changes a topic's setting.
    func configure(_ topic: String, _ setting: String) async throws {
        _ = try await Self.run([
            "configs", "--bootstrap-server", bootstrapServers, "--alter", "--entity-type", "topics", "--entity-name",
            topic,
            "--add-config", setting,
        ])
    }

    struct ToolFailure: Error, CustomStringConvertible {
        var description: String
    }

    private static func run(_ arguments: [String]) async throws -> String {
        guard let tool else { throw ToolFailure(description: "there is no tool") }
        // Foundation takes a child's end for the closing of a descriptor that the child inherits. A broker that the tool leaves
        // behind would keep it open for ever, so the tool gets none but the standard ones.
        let closing =
            "for f in /proc/self/fd/*; do n=${f##*/}; [ \"$n\" -le 2 ] || eval \"exec $n>&-\"; done; exec \"$@\""
        let (status, output, errors) = try await ChildProcess("/bin/bash", ["-c", closing, "bash", tool] + arguments)
            .ended()
        guard status == 0 else {
            throw ToolFailure(
                description: "\(tool) \(arguments.joined(separator: " ")) ended with \(status): \(errors)\(output)")
        }
        return output
    }
}
