import Arguments
import Kafka
import Relay

/// `approval-relay topics`.
enum TopicsCommand {
    static let create = Flag("create", help: "Create the topics that are missing.")
    static let options: [any Parameter] = [create, CommonOptions.dryRun]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let settings = try CommonOptions.load(
            arguments, needsFeishu: false, more: CommonOptions.dryRunFlags(arguments))
        let admin = try KafkaAdmin(properties: KafkaClients(settings: settings).admin())
        let preparer = TopicPreparer(settings, admin: admin)
        var findings: [TopicPreparer.Finding]
        do {
            findings = try await preparer.prepare(creating: arguments[create]).findings
        } catch {
            throw RelayError(
                .unavailable,
                "Kafka can't be asked at \(settings.kafka.bootstrapServers) (kafka.bootstrap_servers): \(error)")
        }
        do {
            findings += try await preparer.compareSettings()
        } catch {
            Terminal.complain("This broker can't describe settings; they are not checked (\(error.code.name)).")
        }
        await admin.close()
        for finding in findings {
            let isGood = finding.kind == .created
            Terminal.print("\(Terminal.colour(isGood ? "created " : "problem ", isGood ? .green : .red)) \(finding)")
        }
        let problems = findings.filter { $0.kind != .created && $0.kind != .unknown }
        let total = preparer.plans.count
        Terminal.print("\(total) topics, \(problems.count) problem\(problems.count == 1 ? "" : "s")")
        return problems.isEmpty ? .ok : .config
    }
}
