import ApprovalContract
import FeishuTypes
import Testing

@testable import Relay

struct EventCheckTests {
    private static let now: Int64 = 1_772_330_000_000

    private func check(
        _ text: String, change: (inout RelayConfiguration) -> Void = { _ in }
    ) -> [CheckedEvent] {
        var settings = RelayConfiguration()
        change(&settings)
        return EventCheck(settings).check(Array(text.utf8), name: "f.json", at: Self.now)
    }

    private func said(_ events: [CheckedEvent]) -> [String] {
        events.flatMap(\.findings).map { "\($0.line): \($0.problem.severity.rawValue): \($0.problem)" }
    }

    @Test func eachProblemHasItsLine() {
        let events = check(
            """
            {
              "specversion": "1.0", "id": "e-1", "source": "/oa",
              "priority": "soon",
              "type": "approval.task.approved",
              "data": {
                "task_id": "t1",
                "instance": {
                  "approval_code": "c", "instance_id": "i", "user_id": "u",
                  "titel": "x",
                  "links": {"pc_link": "https://oa/1"},
                  "start_time": 1772328600,
                  "update_time": 1772328600000,
                  "task_list": [
                    {"task_id": "t0", "user_id": "u", "status": "DONE", "create_time": 1772328600000},
                    {"task_id": "t1",
                     "status": "PENDING", "create_time": 1772328600000}
                  ]
                }
              }
            }
            """)
        #expect(events.count == 1)
        #expect(events[0].line == 1)
        #expect(events[0].reason?.code == .invalid)
        #expect(
            said(events) == [
                "3: error: priority: expected live or bulk, found \"soon\"",
                "9: error: data.instance.titel: unknown field; did you mean `title`?",
                "11: error: data.instance.start_time: expected epoch milliseconds, found 1772328600, which looks like seconds: "
                    + "multiply by 1000",
                "15: error: data.instance.task_list[1].user_id: at least one of user_id and open_id is required: the approver",
                "16: error: data.instance.task_list[1].status: expected APPROVED, which the type approval.task.approved says, "
                    + "found PENDING",
            ])
    }

    @Test func anArrayAndLinesAreManyEvents() {
        let first = SampleEvents.taskCreated("EXP-1", id: "1").replacing("\n", with: " ")
        let wrong = SampleEvents.event("approval.instance.updated", id: "2", data: "{}").replacing("\n", with: " ")
        for (text, lines) in [
            ("[\n\(first),\n\n\(wrong)]", [2, 4]), ("\n\(first)\n\n\(wrong)\n", [2, 4]),
            ("\(first)\r\n\(wrong)", [1, 2]),
        ] {
            let events = check(text)
            #expect(events.map(\.line) == lines)
            #expect(events.map(\.id) == ["1", "2"])
            #expect(events.map(\.isRejected) == [false, true])
            #expect(events.first?.commands.map(\.kind) == [.instanceSync, .messageSend])
            #expect(
                said(events) == [
                    "\(lines[1]): error: data.instance: is required in an event of type approval.instance.updated, but missing"
                ])
        }
    }

    @Test func whatIsNoJSONHasTheLineOfItsFault() {
        let events = check("{\n \"specversion\": \"1.0\",\n \"id\": nul\n}")
        #expect(events.map(\.line) == [3])
        #expect(events[0].reason?.code == .undecodable)
        #expect(events[0].findings.map(\.line) == [3])
        let good = SampleEvents.taskCreated("EXP-1", id: "1").replacing("\n", with: " ")
        #expect(check("\(good)\n{\"id\": }").map(\.isRejected) == [false, true])
        #expect(check("\(good)\n{\"id\": }")[1].findings.map(\.line) == [2])
        #expect(check(" \n").isEmpty)
        #expect(check("[]").isEmpty)
    }

    @Test func repeatsAreWarnedOf() {
        let event = SampleEvents.definition().replacing("\n", with: " ")
        let events = check("\(event)\n\(event)")
        #expect(
            said(events) == [
                "2: warning: id: is that of the event at f.json:1, with the same source: it counts for a repeat"
            ])
        #expect(events[1].hasWarnings && !events[1].isRejected)
    }

    @Test func theConfigurationSaysWhatIsAllowed() {
        let event = SampleEvents.event(
            "approval.instance.updated", id: "1", data: "{\"instance\":\(SampleEvents.instance("EXP-1"))}",
            extra: ",\"app\":\"hr\",\"replyto\":\"oa.replies\"")
        #expect(check(event)[0].reason?.violations.map(\.path) == ["app", "replyto"])
        let allowed = check(event) {
            var app = AppSettings()
            app.alias = "hr"
            $0.feishu.apps = [app]
            $0.topics.replyAllowed = ["oa.*"]
        }
        #expect(allowed[0].commands.map(\.app) == ["hr"])
        #expect(
            check(event.replacing("\"app\":\"hr\",\"replyto\":\"oa.replies\"", with: "\"q\":\"1\"")) {
                $0.route.maximumCommandBytes = 100
            }[0]
            .reason?.code == .tooLarge)
        #expect(check(event) { $0.topics.maximumEventBytes = 100 }[0].reason?.code == .tooLarge)
    }
}
