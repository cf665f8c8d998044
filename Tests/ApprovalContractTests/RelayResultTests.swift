import FeishuTypes
import JSON
import Testing

@testable import ApprovalContract

struct RelayResultTests {
    @Test func isAStructuredEventWithEveryMember() throws {
        var result = RelayResult(
            answering: Fixtures.command(), outcome: .applied,
            feishu: FeishuVerdict(httpStatus: 200, code: 0, message: "success", logID: "L"), attempts: 1,
            called: 1_772_328_601_000, completed: 1_772_328_602_000)
        result.differences = [.init(instanceID: "i", updateTime: "0", tasks: [(id: "t", updateTime: "7")])]
        let root = try Fixtures.json { result.write(to: &$0, source: "/approval-relay") }
        #expect(root["specversion"]?.stringValue == "1.0")
        #expect(root["type"]?.stringValue == "approval.result.applied")
        #expect(root["id"]?.stringValue == result.id)
        #expect(root["subject"]?.stringValue == "EXP-7781")
        #expect(root["correlationid"]?.stringValue == "c-1")
        #expect(root["traceparent"]?.stringValue?.hasPrefix("00-") == true)
        let data = try #require(root["data"])
        for name in [
            "outcome", "command", "event", "feishu", "approval_code", "message_id", "attempts", "warnings",
            "superseded_by", "differences", "reason", "times",
        ] { #expect(data.object?[name] != nil, "\(name)") }
        #expect(data["times"]?["completed"]?.stringValue == "2026-03-01T01:30:02.000Z")
        #expect(data["warnings"]?[0]?["path"]?.stringValue == "data.x")
        #expect(data["reason"]?.isNull == true)
        #expect(data["differences"]?[0]?["tasks"]?[0]?["task_id"]?.stringValue == "t")
    }

    @Test func aRejectionNamesItsViolations() throws {
        let rejection = Rejection(
            event: Fixtures.reference, replyTo: nil,
            reason: Reason(.invalid, "2 violations", violations: [FieldProblem(path: "data.a", problem: "odd")]))
        let root = try Fixtures.json {
            RelayResult(rejecting: rejection, at: 1).write(to: &$0, source: "s")
        }
        #expect(root["data"]?["outcome"]?.stringValue == "rejected")
        #expect(root["data"]?["command"]?.isNull == true)
        #expect(root["data"]?["reason"]?["violations"]?[0]?["path"]?.stringValue == "data.a")
    }
}
