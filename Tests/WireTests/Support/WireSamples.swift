import ApprovalContract
import FeishuTypes
import JSON
import Routing

/// What the relay writes, one of each kind.
enum WireSamples {
    static let now: Int64 = 1_772_330_000_000
    static let trace = TraceHeaders(
        traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", tracestate: "vendor=1")

    static func record(_ text: String, headers: [RecordField] = []) -> EventRecord {
        EventRecord(
            origin: EventOrigin(topic: "approval.events", partition: 3, offset: 4182, timestamp: 1_772_328_600_000),
            key: nil, value: ArraySlice(text.utf8), headers: headers)
    }

    /// What becomes of an event.
    static func decide(_ text: String) -> Decision {
        Router(RoutingConfiguration(allowedReplyTopics: [NamePattern("oa.*")])).decide(
            on: EventReader(limits: JSONLimits(maximumSize: 4 << 20)).read(record(text)), at: now)
    }

    static let event = """
        {"specversion":"1.0","id":"e-报销","source":"/oa/expense","type":"approval.task.created","correlationid":"c-1",
         "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","tracestate":"vendor=1","notice":"accepted",
         "sequence":"0007","replyto":"oa.replies","expirytime":"2030-01-01T00:00:00Z",
         "data":{"task_id":"t1","instance":{"approval_code":"expense","instance_id":"EXP-1","title":"Flight \\"Oslo\\" 😀",
          "user_id":"u-ana","links":{"pc_link":"https://oa.example.com/1"},"start_time":"2026-03-01T09:30:00+08:00",
          "update_time":1772328600000,"end_time":1772328600000,
          "task_list":[{"task_id":"t1","user_id":"u-boris","status":"PENDING","create_time":1772328600000}]}}}
        """

    struct Unexpected: Error {}

    static func commands() throws -> ([Command], EventEnvelope) {
        guard case .commands(let commands, let envelope) = decide(event) else { throw Unexpected() }
        return (commands, envelope)
    }

    /// What a dry run says of each command of the event, of a rejection, and of an event that asks for nothing.
    static func dryRuns() throws -> [DryRunAnswer] {
        let (commands, envelope) = try commands()
        var answers = commands.map {
            let request = PlannedRequest(method: "POST", url: "https://open.feishu.cn/open-apis/x", body: $0.body)
            let open = FieldProblem(path: "request.body.update_time", problem: "is moved on", severity: .warning)
            return DryRunAnswer($0, request: request, undetermined: [open], answerTopic: "oa.replies", at: now)
        }
        guard case .rejected(let rejection) = decide("{}") else { throw Unexpected() }
        let rejected = RelayResult(rejecting: rejection, at: now)
        answers.append(DryRunAnswer(.wouldReject, like: rejected, answerTopic: "approval.results"))
        let nothing = RelayResult(withoutCommands: envelope, subject: "EXP-1", at: now)
        answers.append(DryRunAnswer(.wouldDoNothing, like: nothing, answerTopic: "approval.results"))
        return answers
    }

    /// A result of each outcome, an acceptance, and rejections of much and of nothing.
    static func results() throws -> [[UInt8]] {
        let (commands, envelope) = try commands()
        var results: [RelayResult] = []
        for outcome in Outcome.allCases {
            var result = RelayResult(
                answering: commands[0], outcome: outcome,
                reason: outcome == .applied ? nil : Reason(.older, "A newer state had gone out."), attempts: 2,
                called: now + 5, completed: now + 9)
            result.feishu = FeishuVerdict(httpStatus: 200, code: 0, message: "success", logID: "20260301")
            result.supersededBy = outcome == .superseded ? commands[1].id : nil
            results.append(result)
        }
        var check = RelayResult(answering: commands[0], outcome: .applied, completed: now)
        check.differences = [.init(instanceID: "EXP-1", updateTime: "0", tasks: [(id: "t1", updateTime: "0")])]
        check.messageID = "7040563541741120241"
        check.approvalCode = "C30381C8-7A5F-4717-A9CF-C233BF0202D4"
        results.append(check)
        for text in ["{\"specversion\":\"1.0\"}", "[", event.replacing("\"task_id\":\"t1\",\"inst", with: "\"inst")] {
            guard case .rejected(let rejection) = decide(text) else { throw Unexpected() }
            results.append(RelayResult(rejecting: rejection, at: now))
        }
        results.append(RelayResult(withoutCommands: envelope, subject: "EXP-1", at: now))
        var values = results.map { result in
            var writer = JSONWriter()
            result.write(to: &writer, source: "/approval-relay")
            return writer.bytes()
        }
        var writer = JSONWriter()
        Acceptance(of: envelope, commands, completed: now + 1).write(to: &writer, source: "/approval-relay")
        values.append(writer.bytes())
        return values
    }
}
