import Foundation
import Testing

@testable import Relay

/// `approval-relay run`, the built program, beside the tests.
enum RelayCommand {
    /// Starts a process on the harness's topics, group and simulator.
    static func start(
        _ harness: RealKafkaHarness, more: [String: String] = [:]
    ) throws -> ChildProcess {
        let settings = harness.settings
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("APPROVAL_RELAY_") }
        let ours = [
            "KAFKA_BOOTSTRAP_SERVERS": settings.kafka.bootstrapServers,
            "KAFKA_GROUP_PREFIX": settings.kafka.groupPrefix,
            "TOPICS_PREFIX": settings.topics.prefix,
            "TOPICS_EVENTS": settings.topics.events.joined(separator: ","),
            "TOPICS_CREATE": "true",
            "TOPICS_PARTITIONS": "\(settings.topics.partitions)",
            "FEISHU_BASE_URL": settings.feishu.baseURL,
            "FEISHU_APP_ID": "cli_simulator",
            "FEISHU_APP_SECRET": "simulator-secret",
            "QUOTA_PER_SECOND": "\(settings.quota.perSecond)",
            "QUOTA_PER_MINUTE": "\(settings.quota.perMinute)",
        ]
        for (name, value) in ours.merging(more, uniquingKeysWith: { $1 }) {
            environment["APPROVAL_RELAY_" + name] = value
        }
        return try ChildProcess(
            #require(program, "the program approval-relay is not built beside the tests"),
            ["run", "--listen", "127.0.0.1:0", "--log-level", "info"], environment: environment)
    }

    /// Built beside the test bundle.
    private static let program: String? = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let candidates = [own, ProcessInfo.processInfo.arguments.first ?? ""].map {
            URL(filePath: $0).deletingLastPathComponent().appending(path: "approval-relay").path
        }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()
}

extension ChildProcess {
    /// Waits until a relay process has its share of both groups.
    func joined() async throws {
        let text = try await wait { $0.isOver || $0.errors.count(of: "partitions assigned") >= 2 }
        try #require(!text.isOver, "the process ended with \(text.status ?? -1):\n\(text.errors)")
    }
}

extension String {
    func count(of word: String) -> Int { ranges(of: word).count }
}
