import ApprovalContract
import FeishuAPI
import FeishuTypes
import Foundation
import JSON
import Kafka
import Routing
import Testing

@testable import Relay

struct DryRunWriterTests {
    private static let now: Int64 = 1_772_330_000_000

    private func records(
        _ text: String, change: (inout RelayConfiguration) -> Void = { _ in }
    ) throws -> (DryRunWriter, [OutputRecord]) {
        var settings = RelayConfiguration()
        change(&settings)
        let router = Router(settings.routing)
        let results = ResultWriter(
            topics: settings.topics, source: "/r", relayVersion: "0", group: "g", deadLetterPartitions: 1,
            replyAllowed: { settings.routing.allowsReply(to: $0) })
        let writer = DryRunWriter(settings, hosts: .lark, results: results)
        let record = EventRecord(
            origin: EventOrigin(topic: "t", partition: 0, offset: 0, timestamp: Self.now), key: nil,
            value: Array(text.utf8)[...])
        let reader = EventReader(limits: JSONLimits(maximumSize: 4 << 20))
        let decision = writer.refusingTooLarge(router.decide(on: reader.read(record), at: Self.now))
        var partitions = AssignedPartitions()
        let place = TopicPartition(topic: "t", partition: 0)
        partitions.assign([place])
        partitions.restore(place, position: 0, finished: [])
        let begun = partitions.begin(ConsumerRecord(topic: "t", partition: 0, offset: 0))
        let work = try #require(begun)
        return (writer, writer.records(for: decision, of: record, work: work, at: Self.now))
    }

    private func data(_ record: OutputRecord) throws -> JSONValue {
        let value = try #require(record.value)
        return try #require(try JSONParser().parse(value)["data"])
    }

    @Test func aCommandThatIsTooLargeIsRefusedInTheWordsOfARun() throws {
        let (_, records) = try records(SampleEvents.taskCreated("EXP-1", id: "e-1")) {
            $0.route.maximumCommandBytes = 1024
        }
        let answer = try data(try #require(records.first))
        #expect(records.count == 1)
        #expect(answer["outcome"]?.stringValue == "would_reject")
        #expect(answer["reason"]?["code"]?.stringValue == "too_large")
        #expect(answer["reason"]?["detail"]?.stringValue?.contains("instance.sync") == true)
        #expect(answer["request"]?.isNull == true)
    }

    @Test func secretsOfABodyAreNotAnswered() throws {
        let definition = SampleEvents.definition().replacing(
            "]}}}",
            with: """
                ]},"quick_approval":{"action_configs":[{"action_type":"APPROVE"}],"action_callback_key":"hush-93",
                 "action_callback_url":"https://oa.example.com/c","action_callback_token":"hush-93"}}}
                """)
        let (_, records) = try records(definition)
        let body = try #require(try data(records[0])["request"]?["body"])
        #expect(body["external"]?["action_callback_url"]?.stringValue == "https://oa.example.com/c")
        #expect(body["external"]?["action_callback_token"]?.stringValue == "<redacted>")
        #expect(body["external"]?["action_callback_key"]?.stringValue == "<redacted>")
        #expect(!records.contains { String(decoding: $0.value ?? [], as: UTF8.self).contains("hush-93") })
    }

    @Test func messagesGoWhereTheirHostIs() throws {
        let (_, records) = try records(SampleEvents.taskCreated("EXP-1", id: "e-1"))
        let request = try #require(try data(records[1])["request"])
        #expect(request["origin"]?.stringValue == "https://www.larksuite.com")
        #expect(request["path"]?.stringValue == "/approval/openapi/v1/message/send")
    }

    @Test func anAnswerThatIsTooLargeKeepsAllButTheBody() throws {
        let (writer, records) = try records(SampleEvents.taskCreated("EXP-1", id: "e-1"))
        let tooLarge = KafkaError(.messageSizeTooLarge, "too large")
        let short = try #require(writer.replacement(for: records[0], after: tooLarge))
        #expect(short.topic == "approval.dry-run")
        let answer = try data(short)
        #expect(answer["truncated"]?.bool == true)
        #expect(answer["dry_run"]?.bool == true)
        #expect(answer["request"]?["path"]?.stringValue == "/open-apis/approval/v4/external_instances")
        #expect(answer["request"]?["body"]?.isNull == true)
        #expect(answer["undetermined"]?.array?.isEmpty == true)
        // One that the topic refuses for another reason waits: no other topic is written to.
        #expect(writer.replacement(for: records[0], after: KafkaError(.topicAuthorizationFailed, "no")) == nil)
        #expect(writer.replacement(for: short, after: tooLarge) == nil)
    }

    @Test(arguments: [
        ("https://open.feishu.cn/open-apis/x?y=1", "https://open.feishu.cn", "/open-apis/x?y=1"),
        ("http://[::1]:8900/p/q", "http://[::1]:8900", "/p/q"), ("https://h", "https://h", "/"),
    ]) func aURLIsParted(_ url: String, _ origin: String, _ path: String) {
        let request = PlannedRequest(method: "POST", url: url, body: .bytes([]))
        #expect(request.origin == origin)
        #expect(request.path == path)
    }
}
