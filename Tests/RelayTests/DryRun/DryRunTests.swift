import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// A dry run beside a relay, on one broker.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct DryRunTests {
    /// Another process, with the relay's settings but for an app's secret, which it has none of.
    private final class DryRun: Sendable {
        let relay: RelayProcess
        let log = InMemoryLog(level: .debug)
        let registry = MetricsRegistry()
        let answers: TopicCollector

        init(beside harness: RelayHarness, _ change: (inout RelayConfiguration) -> Void = { _ in }) throws {
            var settings = harness.settings
            settings.dryRun.isEnabled = true
            for index in settings.feishu.apps.indices { settings.feishu.apps[index].appSecret = Secret("") }
            change(&settings)
            relay = try RelayProcess(
                settings, log: Logger("relay", log), registry: registry,
                whenFailed: { [failure = harness.failure] error in failure.update { $0 = $0 ?? error } })
            answers = try TopicCollector(harness.broker.bootstrapServers, settings.dryRunTopic, partitions: 3)
        }

        func stop() async {
            await relay.stop()
            await answers.close()
        }
    }

    private static let malformed = SampleEvents.taskCreated("EXP-2", id: "e-bad").replacing(
        "\"title\"", with: "\"titel\"")
    private static let silent = SampleEvents.event(
        "approval.comment.created", id: "e-none",
        data: """
            {"instance":\(SampleEvents.instance("EXP-1")),"comment":{"id":"c","user_id":"u","text":"x"},
             "recipients":[{"user_id":"u"}],"notify":false}
            """)

    private func publishAll(_ harness: RelayHarness) async throws {
        try await harness.publish(SampleEvents.definition(), key: "purchase")
        try await harness.publish(SampleEvents.taskCreated("EXP-1", id: "e-1"), key: "purchase")
        try await harness.publish(SampleEvents.taskApproved("EXP-1", id: "e-2"), key: "purchase")
        try await harness.publish(Self.malformed, key: "purchase")
        try await harness.publish(Self.silent, key: "purchase")
        try await harness.publish("{\"specversion\":\"1.0\",\"id\":\"x\"", key: "purchase")
    }

    @Test func itSaysWhatARelayThenDoesAndLeavesAllOfItToThatRelay() async throws {
        let harness = try RelayHarness()
        let dryRun = try DryRun(beside: harness)
        try await dryRun.relay.start()
        try await publishAll(harness)
        let said = await dryRun.answers.wait(count: 8)
        #expect(
            said.map { $0.json?["data"]?["command"]?["kind"]?.stringValue ?? "" } == [
                "definition.upsert", "instance.sync", "message.send", "instance.sync", "message.update", "", "", "",
            ])
        #expect(
            said.map { $0.json?["data"]?["outcome"]?.stringValue } == [
                "would_call", "would_call", "would_call", "would_call", "would_call", "would_reject",
                "would_do_nothing",
                "would_reject",
            ])
        #expect(
            said.allSatisfy { $0.json?["data"]?["dry_run"]?.bool == true && $0.header("approval-dry-run") == "true" })
        #expect(said.allSatisfy { $0.key == Array("purchase".utf8) })

        // Nothing else was written, and nobody was called.
        let names = TopicNames(prefix: harness.settings.topics.prefix)
        let counts = try await TopicContents.counts(
            harness.broker.bootstrapServers, names.all.filter { $0 != names.dryRun }
        ) {
            $0 == names.control ? 1 : 3
        }
        #expect(counts.isEmpty, "\(counts)")
        #expect(harness.simulator.journal().isEmpty)

        // The relay that comes after it finds every event.
        try await harness.start()
        let answers = await harness.answers.wait(count: 8)
        func data(_ items: [TopicCollector.Item], _ id: String?) -> JSONValue? {
            items.first { $0.json?["id"]?.stringValue == id }?.json?["data"]
        }
        for item in said {
            let id = try #require(item.json?["id"]?.stringValue)
            #expect(id.hasPrefix("dry-run:"))
            let (dry, real) = (item.json?["data"], data(answers, String(id.dropFirst("dry-run:".count))))
            #expect(real != nil, "\(id)")
            #expect(dry?["command"]?.prettyText == real?["command"]?.prettyText)
            #expect(dry?["event"]?.prettyText == real?["event"]?.prettyText)
            #expect(dry?["warnings"]?.prettyText == real?["warnings"]?.prettyText)
            if dry?["outcome"]?.stringValue != "would_call" {
                #expect(dry?["reason"]?.prettyText == real?["reason"]?.prettyText)
            }
        }
        #expect(harness.failure.value == nil)
        await dryRun.stop()
        await harness.stop()
    }

    @Test func itShowsMethodPathAndBodyOfEachRequest() async throws {
        let harness = try RelayHarness { $0.feishu.messagePath = "/approval/openapi/v1/message" }
        let dryRun = try DryRun(beside: harness)
        try await dryRun.relay.start()
        try await publishAll(harness)
        let requests = await dryRun.answers.wait(count: 5).prefix(5).map { $0.json?["data"] }
        func text(_ index: Int, _ name: String) -> String? { requests[index]?["request"]?.object?[name]?.stringValue }
        func open(_ index: Int) -> [String] {
            (requests[index]?["undetermined"]?.array).map { $0.compactMap { $0["path"]?.stringValue } } ?? []
        }
        #expect(requests.indices.allSatisfy { text($0, "method") == "POST" })
        #expect(requests.indices.allSatisfy { text($0, "origin") == harness.simulator.baseURL })
        #expect(
            requests.indices.map { text($0, "path") } == [
                "/open-apis/approval/v4/external_approvals", "/open-apis/approval/v4/external_instances",
                "/approval/openapi/v1/message/send", "/open-apis/approval/v4/external_instances",
                "/approval/openapi/v1/message/update",
            ])
        #expect(
            requests.indices.map(open) == [
                [], ["request.body.approval_code", "request.body.task_list", "request.body.update_time"],
                ["request.body.action_configs"],
                ["request.body.approval_code", "request.body.task_list", "request.body.update_time"],
                ["request.body.message_id"],
            ])
        #expect(requests[0]?["request"]?["body"]?["group_code"]?.stringValue == "finance")
        #expect(requests[1]?["request"]?["body"]?["task_list"]?[0]?["status"]?.stringValue == "PENDING")
        #expect(requests[2]?["request"]?["body"]?["template_id"]?.stringValue == "1008")
        #expect(requests[4]?["request"]?["body"]?["status"]?.stringValue == "APPROVED")
        await dryRun.stop()
        await harness.stop()
    }

    @Test func logAndReadinessSayThatItIsOne() async throws {
        let harness = try RelayHarness()
        let dryRun = try DryRun(beside: harness) { $0.dryRun.topic = "approval.dry-run" }
        try await dryRun.relay.start()
        try await poll(until: { dryRun.relay.readiness.isReady })
        let checks = dryRun.relay.readiness.all
        #expect(checks.map(\.name) == ["dry_run", "route"])
        #expect(
            checks[0].check.detail
                == "this is a dry run: nothing is called at Feishu, and only approval.dry-run is written to")
        #expect(dryRun.registry.text().contains("approval_relay_dry_run 1\n"))
        let line = try #require(dryRun.log.records.first { $0.message.hasPrefix("this is a dry run") })
        #expect(line.level == .warning)
        await dryRun.stop()
        await harness.stop()
    }

    @Test func anAnswerIsForTheDryRunsTopicWhateverTheEventNames() async throws {
        let harness = try RelayHarness { $0.topics.replyAllowed = ["oa.*"] }
        let dryRun = try DryRun(beside: harness)
        try await dryRun.relay.start()
        let event = SampleEvents.definition().replacing("\"source\"", with: "\"replyto\":\"oa.replies\",\"source\"")
        try await harness.publish(event)
        let answer = try #require(await dryRun.answers.wait(count: 1).first?.json)
        #expect(answer["type"]?.stringValue == "approval.dry_run.would_call")
        #expect(answer["data"]?["answer_topic"]?.stringValue == "oa.replies")
        try await harness.publish(event.replacing("oa.replies", with: "hr.replies").replacing("def-1", with: "def-2"))
        let refused = try #require(await dryRun.answers.wait(count: 2).last?.json?["data"])
        #expect(refused["reason"]?["code"]?.stringValue == "reply_topic_not_allowed")
        #expect(refused["answer_topic"]?.stringValue == "approval.results")
        await dryRun.stop()
        await harness.stop()
    }
}
