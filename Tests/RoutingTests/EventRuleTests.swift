import ApprovalContract
import FeishuTypes
import JSON
import Testing

@testable import Routing

/// Rules of an event's `data` as a whole: each violation and warning with what is said.
struct EventRuleTests {
    typealias F = RouterFixture

    private func violations(_ type: EventType, _ data: String, extra: String = "") throws -> [String] {
        try F.reason(type, data, extra: extra).violations.map(\.description)
    }

    private func warnings(_ type: EventType, _ data: String) throws -> [String] {
        try F.commands(type, data)[0].warnings.map(\.description)
    }

    private static let links = #""links":{"pc_link":"https://oa.example.com/1"}"#

    private func comment(_ comment: String, recipients: String = #"[{"user_id":"u-x"}]"#) -> String {
        #"{"instance":{"instance_id":"EXP-1",\#(Self.links)},"comment":\#(comment),"recipients":\#(recipients)}"#
    }

    // MARK: All at once

    @Test func theEnvelopesViolationsComeWithTheDatas() throws {
        let text = """
            {"specversion":"1.0","id":"","source":"/oa","type":"approval.instance.updated","priority":"soon","app":"nope",
             "replyto":"x","data":{"sync":"all","instance":\(F.instance(extra: ",\"titel\":1"))}}
            """
        let record = EventRecord(
            origin: EventOrigin(topic: "approval.events", partition: 0, offset: 1), key: nil,
            value: ArraySlice(text.utf8))
        let reading = EventReader(limits: JSONLimits(maximumSize: 1 << 20)).read(record)
        guard case .rejected(let rejection) = Router(RoutingConfiguration()).decide(on: reading, at: F.now) else {
            Issue.record("not rejected")
            return
        }
        #expect(rejection.reason.code == .invalid)
        #expect(
            rejection.reason.violations.map(\.path) == [
                "id", "priority", "app", "replyto", "data.sync", "data.instance.titel",
            ])
        #expect(rejection.event.id == nil)
        #expect(rejection.event.type == "approval.instance.updated")
    }

    @Test func anUnknownAppDoesNotHideTheRest() throws {
        let reason = try F.reason(.instanceUpdated, "{\"instance\":{}}", extra: ",\"app\":\"defualt\"")
        #expect(reason.code == .unknownApp)
        #expect(
            reason.violations[0].description == "app: expected one of default, found \"defualt\"; did you mean default?"
        )
        #expect(reason.violations.count == 7, "\(reason.violations)")
    }

    @Test func aWrongInstanceDoesNotHideWhatDoesNotFitIt() throws {
        #expect(
            try violations(
                .taskApproved,
                "{\"task_id\":\"t1\",\"instance\":\(F.instance(status: "REJECTED", tasks: F.task("t1"), extra: ",\"x\":1"))}"
            )
                == [
                    "data.instance.x: unknown field, which Feishu would ignore",
                    "data.instance.task_list[0].status: expected APPROVED, which the type approval.task.approved says, found PENDING",
                ])
        #expect(
            try violations(.instanceApproved, "{\"instance\":\(F.instance(status: "REJECTED", extra: ",\"x\":1"))}")
                == [
                    "data.instance.x: unknown field, which Feishu would ignore",
                    "data.instance.status: expected APPROVED, which the type approval.instance.approved says (or leave it out), found REJECTED",
                ])
    }

    @Test func moreThanAreListedAreCounted() throws {
        let tasks = (0..<150).map {
            "{\"task_id\":\"t\($0)\",\"x\":1,\"user_id\":\"u\",\"status\":\"PENDING\",\"create_time\":1772328600000}"
        }
        let reason = try F.reason(.instanceUpdated, "{\"instance\":\(F.instance(tasks: tasks.joined(separator: ",")))}")
        #expect(reason.violations.count == 101)
        #expect(reason.violations[100].description == "and 50 more, which are not listed")
        #expect(reason.detail == "The event has 150 violations.")
        let late = (0..<150).map {
            "{\"task_id\":\"t\($0)\",\"user_id\":\"u\",\"status\":\"DONE\",\"create_time\":1772328600000,\"end_time\":1772328500000}"
        }
        let warnings = try warnings(
            .instanceUpdated, "{\"instance\":\(F.instance(tasks: late.joined(separator: ",")))}")
        #expect(warnings.count == 101)
        #expect(warnings[0] == "data.instance.task_list[0].end_time: is earlier than create_time")
        #expect(warnings[100] == "and 50 more, which are not listed")
    }

    // MARK: Members

    @Test func membersAreThoseOfTheType() throws {
        #expect(
            try violations(.instanceUpdated, "{\"instance\":\(F.instance()),\"task_id\":\"t\",\"notfy\":true,\"q\":1}")
                == [
                    "data.task_id: an event of type approval.instance.updated has no such member",
                    "data.notfy: unknown field; did you mean `notify`?", "data.q: unknown field",
                ])
        #expect(
            try violations(.taskCreated, "{}") == [
                "data.instance: is required in an event of type approval.task.created, but missing",
                "data.task_id: is required in an event of type approval.task.created, but missing",
            ])
        #expect(try violations(.instanceCheckRequested, "{\"instances\":[]}") == ["data.instances: must not be empty"])
    }

    @Test func choicesNameTheNearest() throws {
        #expect(
            try violations(
                .instanceUpdated,
                "{\"instance\":\(F.instance()),\"sync\":\"Full\",\"approval_code_kind\":1,\"notify\":\"no\"}") == [
                    "data.sync: expected one of partial, full, found \"Full\"; did you mean full?",
                    "data.approval_code_kind: expected one of custom, feishu, found the number 1",
                    "data.notify: expected true or false, found the string \"no\"",
                ])
    }

    @Test func checksAreOfDifferentInstances() throws {
        let item = "{\"instance_id\":\"i\",\"update_time\":1772328600000}"
        #expect(
            try violations(.instanceCheckRequested, "{\"instances\":[\(item),\(item)]}") == [
                "data.instances[1].instance_id: is already in instances[0]"
            ])
    }

    // MARK: Tasks and copies

    @Test func idsMustBeListed() throws {
        #expect(
            try violations(
                .taskTransferred,
                "{\"task_id\":\"t9\",\"new_task_id\":\"t8\",\"instance\":\(F.instance(tasks: F.task("t1")))}") == [
                    "data.task_id: expected the id of a task in instance.task_list (t1), found \"t9\"",
                    "data.new_task_id: expected the id of a task in instance.task_list (t1), found \"t8\"",
                ])
        #expect(
            try violations(.ccCreated, "{\"cc_id\":\"c1\",\"instance\":\(F.instance())}") == [
                "data.cc_id: expected the id of an entry in instance.cc_list (which is empty), found \"c1\""
            ])
        #expect(
            try violations(
                .taskAdded,
                "{\"task_id\":\"t1\",\"new_task_id\":\"t1\",\"instance\":\(F.instance(tasks: F.task("t1")))}")
                == ["data.new_task_id: expected another task than task_id, found the same"])
        let long = String(repeating: "t", count: 129)
        #expect(
            try violations(.taskCreated, "{\"task_id\":\"\(long)\",\"instance\":\(F.instance(tasks: F.task("t1")))}")
                .first == "data.task_id: is 129 characters long, but at most 128 are allowed")
    }

    @Test func aCopyThatWasReadIsRead() throws {
        func data(_ status: String) -> String {
            let cc = "{\"cc_id\":\"c\",\"user_id\":\"u\",\"read_status\":\"\(status)\",\"create_time\":1772328600000}"
            return "{\"cc_id\":\"c\",\"instance\":\(F.instance(cc: cc))}"
        }
        #expect(
            try violations(.ccRead, data("UNREAD")) == [
                "data.instance.cc_list[0].read_status: expected READ, which the type approval.cc.read says, found UNREAD"
            ])
        #expect(try F.commands(.ccRead, data("")).count == 1)
    }

    @Test(arguments: [
        (
            EventType.taskCompleted, "PENDING",
            "is PENDING, so the to-do stays in its approver's list, though the type is approval.task.completed"
        ),
        (.taskCreated, "APPROVED", "is APPROVED, so no to-do is shown, though the type is approval.task.created"),
    ])
    func aTasksStateFitsTheEvent(_ type: EventType, _ status: String, _ expected: String) throws {
        let end = status == "PENDING" ? "0" : "1772328600000"
        let task =
            "{\"task_id\":\"t\",\"user_id\":\"u\",\"status\":\"\(status)\",\"create_time\":1772328600000,\"end_time\":\(end)}"
        #expect(
            try warnings(type, "{\"task_id\":\"t\",\"instance\":\(F.instance(tasks: task))}") == [
                "data.instance.task_list[0].status: \(expected)"
            ])
    }

    @Test func membersWithoutEffectAreWarnedOf() throws {
        #expect(
            try warnings(
                .taskUrged,
                "{\"task_id\":\"t1\",\"new_task_id\":\"t2\",\"recipients\":[{\"user_id\":\"u\"}],\"instance\":\(F.instance(tasks: F.task("t1") + "," + F.task("t2")))}"
            ) == [
                "data.new_task_id: has an effect in events of tasks transferred, added, delegated, rolled back only",
                "data.recipients: has no effect: no message of such an event goes to them",
            ])
    }

    @Test func aCodeThatLooksLikeFeishusIsWarnedOf() throws {
        let instance = F.instance().replacing("\"purchase\"", with: "\"81D31358-93AF-92D6-7425-01A5D67C4E71\"")
        #expect(
            try warnings(.instanceUpdated, "{\"instance\":\(instance)}").map { $0.prefix(37) } == [
                "data.instance.approval_code: looks li"
            ])
        #expect(try warnings(.instanceUpdated, "{\"approval_code_kind\":\"feishu\",\"instance\":\(instance)}") == [])
    }

    @Test func aDefinitionUnderACodeThatLooksLikeFeishusIsWarnedOf() throws {
        func definition(_ code: String) -> String {
            """
            {"definition":{"approval_code":"\(code)","approval_name":"Purchase","group_code":"g","group_name":"G",
             "external":{"support_pc":true,"create_link_pc":"https://oa.example.com/new"},
             "viewers":[{"viewer_type":"TENANT"}]}}
            """
        }
        let found = try warnings(.definitionPublished, definition("81D31358-93AF-92D6-7425-01A5D67C4E71"))
        #expect(found.map { $0.prefix(41) } == ["data.definition.approval_code: looks like"])
        #expect(try warnings(.definitionPublished, definition("purchase")) == [])
    }

    // MARK: Comments

    @Test func aCommentSaysWhatByWhomToWhom() throws {
        #expect(
            try violations(.commentCreated, comment("{\"txt\":1}", recipients: "[]")) == [
                "data.comment.txt: unknown field; did you mean `text`?",
                "data.comment.id: is required in an event of type approval.comment.created, but missing",
                "data.comment.text: is required in an event of type approval.comment.created, but missing",
                "data.comment.user_id: at least one of user_id and open_id is required: who said it",
                "data.recipients: must not be empty",
            ])
        let long = String(repeating: "c", count: 129)
        #expect(
            try violations(.commentCreated, comment("{\"id\":\"\(long)\",\"user_id\":7,\"text\":\"\"}")) == [
                "data.comment.id: is 129 characters long, but at most 128 are allowed",
                "data.comment.user_id: expected a string, found the number 7", "data.comment.text: must not be empty",
            ])
    }

    @Test func nobodyIsToldTwice() throws {
        #expect(
            try violations(
                .commentCreated,
                comment(
                    #"{"id":"c","user_id":"u","text":"x"}"#,
                    recipients: #"[{"user_id":"a"},{"user":"b"},{"user_id":"a"},7]"#)) == [
                    "data.recipients[1].user: unknown field; did you mean `user_id`?",
                    "data.recipients[1].user_id: at least one of user_id and open_id is required",
                    "data.recipients[2]: is already in recipients[0]",
                    "data.recipients[3]: expected an object, found the number 7",
                ])
        let many = (0..<201).map { "{\"user_id\":\"u\($0)\"}" }.joined(separator: ",")
        #expect(
            try violations(.commentCreated, comment(#"{"id":"c","user_id":"u","text":"x"}"#, recipients: "[\(many)]"))
                == ["data.recipients: has 201 elements, but at most 200 are allowed"])
    }

    @Test func aCommentMayBeInSeveralLanguages() throws {
        let commands = try F.commands(
            .commentCreated,
            comment(#"{"id":"c","user_id":"u","text":{"en-US":"Why?","zh-CN":"为什么？","fr-FR":"Pourquoi ?"}}"#))
        let body = try F.body(commands[0])
        let key = try #require(body["comment"]?.stringValue)
        let texts = (0..<3).map { index in
            (
                body["i18n_resources"]?[index]?["locale"]?.stringValue,
                body["i18n_resources"]?[index]?["texts"]?.object?[key]?.stringValue
            )
        }
        #expect(texts[0] == ("zh-CN", "为什么？"))
        #expect(texts[1] == ("en-US", "Why?"))
        #expect(texts[2] == (nil, nil))
    }

    @Test func aPlainCommentIsInTheConfiguredLanguage() throws {
        var configuration = RoutingConfiguration()
        configuration.defaultLocale = "en-US"
        let commands = try F.commands(
            .commentCreated, comment(#"{"id":"c","user_id":"u","text":"Why?"}"#), configuration: configuration)
        let resources = try F.body(commands[0])["i18n_resources"]?.array
        #expect(resources?.count == 1)
        #expect((try F.body(commands[0]))["i18n_resources"]?[0]?["locale"]?.stringValue == "en-US")
    }
}
