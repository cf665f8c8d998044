import Arguments
import Kafka
import Relay

/// `approval-relay results`.
enum ResultsCommand {
    static let topics = Option<[String]>(
        "topic", short: "t", .string,
        help: "A reply topic; the default one and those of topics.reply_by_source when not given; in a dry run its own."
    )
    static let fromBeginning = Flag("from-beginning", help: "Also what is there already.")
    static let json = Flag("json", help: "Each answer as it is, one per line.")
    static let count = Option<Int?>("count", short: "n", .int(1...1_000_000_000), help: "End after this many.")
    static let timeout = Option<Duration?>(
        "timeout", .duration(.milliseconds(1)...(.seconds(86_400))),
        help: "End with 75 when --count isn't reached by then.")
    static let options: [any Parameter] = [topics, CommonOptions.dryRun, fromBeginning, json, count, timeout]

    static func run(_ arguments: ParsedArguments) async throws -> ExitCode {
        let settings = try CommonOptions.load(
            arguments, needsFeishu: false, more: CommonOptions.dryRunFlags(arguments))
        let named = arguments[topics]
        let names = named.isEmpty ? replyTopics(settings) : named
        let clients = KafkaClients(settings: settings)
        let admin = try KafkaAdmin(properties: clients.admin())
        let described: [String: TopicDescription]
        do {
            described = try await admin.describeTopics(Array(Set(names)))
        } catch {
            throw RelayError(
                .unavailable,
                "Kafka can't be asked at \(settings.kafka.bootstrapServers) (kafka.bootstrap_servers): \(error)")
        }
        await admin.close()
        var assignment: [TopicPartition: ManualAssignment.Start] = [:]
        for (topic, description) in described {
            for partition in 0..<(description.partitionCount ?? 0) {
                assignment[TopicPartition(topic: topic, partition: Int32(partition))] =
                    arguments[fromBeginning] ? .beginning : .end
            }
        }
        guard !assignment.isEmpty else {
            throw RelayError(.config, "None of the reply topics exists: \(names.joined(separator: ", ")).")
        }
        let signals = Signals()
        let isJSON = arguments[json]
        let ending = CountedEnding(arguments[count])
        let consumer = try KafkaConsumer(
            properties: clients.reader(), assignment: ManualAssignment(assignment)
        ) {
            TopicReader(
                onRecords: { batch in
                    for record in batch where ending.take() {
                        let value = record.value ?? []
                        Terminal.print(isJSON ? String(decoding: value, as: UTF8.self) : AnswerLine.text(Array(value)))
                    }
                }, onError: { Terminal.complain("Kafka: \($0)") })
        }
        let limit = arguments[timeout]
        let reached = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await ending.wait()
                return true
            }
            group.addTask {
                await signals.wait()
                return true
            }
            if let limit {
                group.addTask {
                    try? await Task.sleep(for: limit)
                    return false
                }
            }
            let first = await group.next() ?? true
            ending.end()
            group.cancelAll()
            return first
        }
        await consumer.close(deadline: .seconds(1))
        guard reached else {
            Terminal.complain("approval-relay results: fewer answers came than --count says, within --timeout.")
            return .tempFail
        }
        return .ok
    }

    /// Those that answers of this configuration may come on.
    private static func replyTopics(_ settings: RelayConfiguration) -> [String] {
        if settings.dryRun.isEnabled { return [settings.dryRunTopic] }
        return [TopicNames(prefix: settings.topics.prefix).results] + settings.topics.replyBySource.map(\.topic)
            + settings.topics.replyAllowed.filter { !$0.hasSuffix("*") }
    }
}
