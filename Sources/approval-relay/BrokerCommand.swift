import Arguments
import Foundation
import Kafka
import Relay

/// `approval-relay broker`.
enum BrokerCommand {
    static let envFile = Option<String?>(
        "env-file", .path, help: "Write the setting that names the broker to this file, for other shells to source.")
    static let options: [any Parameter] = [envFile]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let settings = try CommonOptions.load(
            arguments, needsFeishu: false, more: ["kafka.bootstrap_servers": "127.0.0.1:1"])
        let signals = Signals()
        let plans = TopicPlan.all(for: settings.topics) + TopicPlan.ofDryRun(for: settings).filter(\.isOurs)
        let broker = try EmbeddedBroker(topics: plans.map { ($0.name, $0.partitions ?? settings.topics.partitions) })
        let line = "export APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS=\(broker.bootstrapServers)"
        if let path = arguments[envFile] {
            do {
                try (line + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            } catch {
                throw RelayError(.cantCreate, "--env-file: \(path) can't be written: \(error.localizedDescription)")
            }
        }
        Terminal.print(line)
        Terminal.print("The broker runs until Ctrl-C; it keeps its records in memory only.")
        await signals.wait()
        broker.close()
        return .ok
    }
}
