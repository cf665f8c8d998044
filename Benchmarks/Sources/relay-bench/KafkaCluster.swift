import Foundation
import Kafka

/// The Kafka that a benchmark runs against: the one that `KAFKA_BOOTSTRAP` names, or one of its own that `KAFKA_TOOL`
/// starts (`KAFKA_TOOL start DIR` prints its bootstrap servers, `KAFKA_TOOL stop DIR` ends it).
struct KafkaCluster: Sendable {
    let bootstrap: String
    /// Unlike those of any run before on this cluster.
    let unique: String
    /// Whether nobody else uses it.
    let isOurs: Bool
    let version: String?

    /// One that somebody else has started.
    init(bootstrap: String) {
        self.init(bootstrap: bootstrap, unique: "", isOurs: false, version: nil)
    }

    private init(bootstrap: String, unique: String, isOurs: Bool, version: String?) {
        self.bootstrap = bootstrap
        self.unique = unique
        self.isOurs = isOurs
        self.version = version
    }

    static func start() async throws -> KafkaCluster {
        let environment = ProcessInfo.processInfo.environment
        let unique = String(BackgroundProcess.now() / 1000, radix: 36)
        if let bootstrap = environment["KAFKA_BOOTSTRAP"], !bootstrap.isEmpty {
            return KafkaCluster(bootstrap: bootstrap, unique: unique, isOurs: false, version: nil)
        }
        let tool = environment["KAFKA_TOOL"] ?? defaultTool()
        guard let tool, FileManager.default.isExecutableFile(atPath: tool) else {
            throw BenchmarkError(
                "set KAFKA_BOOTSTRAP to a Kafka's host:port, or KAFKA_TOOL to a program that starts one (start DIR, stop DIR)"
            )
        }
        let folder = try Workspace.folder().appending(path: "kafka")
        Cleanup.add {
            let stop = Process()
            stop.executableURL = URL(fileURLWithPath: tool)
            stop.arguments = ["stop", folder.path]
            try? stop.run()
            stop.waitUntilExit()
        }
        let output = try Workspace.folder().appending(path: "kafka-start.txt")
        let start = try BackgroundProcess(tool, ["start", folder.path], outputFile: output)
        let usage = try await start.wait(atMost: .seconds(120))
        let bootstrap = start.lastOutput.split(separator: "\n").last.map { $0.trimmingCharacters(in: .whitespaces) }
        guard usage.status == 0, let bootstrap, bootstrap.contains(":") else {
            throw BenchmarkError("\(tool) start failed: \(start.lastOutput)")
        }
        return KafkaCluster(bootstrap: bootstrap, unique: unique, isOurs: true, version: version(of: tool))
    }

    /// Beside this repository.
    private static func defaultTool() -> String? {
        var folder = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        let tool = folder.deletingLastPathComponent().appending(path: "shared/tools/kafka/bin/kafka").path
        return FileManager.default.isExecutableFile(atPath: tool) ? tool : nil
    }

    /// From the name of Kafka's own client library beside the tool.
    private static func version(of tool: String) -> String? {
        let libraries = URL(fileURLWithPath: tool).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "libs").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: libraries)) ?? []
        let name = names.first { $0.hasPrefix("kafka-clients-") && $0.hasSuffix(".jar") }
        return name.map { String($0.dropFirst("kafka-clients-".count).dropLast(".jar".count)) }
    }

    func properties(_ more: [(String, String)] = []) -> KafkaProperties {
        KafkaProperties([("bootstrap.servers", bootstrap), ("client.id", "relay-bench")] + more)
    }

    func createTopic(_ name: String, partitions: Int) async throws {
        let admin = try KafkaAdmin(properties: properties())
        let answer = try await admin.createTopics([NewTopic(name: name, partitions: partitions)])
        await admin.close()
        if case .failure(let error)? = answer[name] { throw error }
    }

    func partitionCount(_ topic: String) async throws -> Int? {
        let admin = try KafkaAdmin(properties: properties())
        defer { Task { await admin.close() } }
        return try await admin.describeTopics([topic])[topic]?.partitionCount
    }
}
