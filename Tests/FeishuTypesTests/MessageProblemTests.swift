import FeishuTypes
import JSON
import Testing

struct MessageProblemTests {
    typealias Case = FieldProblemTests.Case

    private func check<Body: FeishuBody>(_ type: Body.Type, _ body: String, _ test: Case) throws {
        #expect(try read(type, body).errors == [])
        let result = try read(type, Bodies.changed(body, test.path, to: test.json))
        #expect(result.errors == test.expected)
    }

    @Test(arguments: [
        Case("template_id", nil, "template_id: is required, but missing"),
        Case("template_id", "1008"),
        Case("template_id", "\"1014\"", unknownTemplate("\"1014\"")),
        Case("template_id", "77", unknownTemplate("\"77\"")),
        Case("user_id", nil, "user_id: at least one of user_id and open_id is required: the recipient"),
        Case(
            "uuid", "\"\(String(repeating: "u", count: 65))\"",
            "uuid: is 65 characters long, but at most 64 are allowed"),
        Case("approval_name", nil, "approval_name: is required by template 1008, but missing"),
        Case("title_user_id", nil, "title_user_id: is required by template 1008, but missing"),
        Case("title_user_id", "\"\""),
        Case(
            "title_user_id_type", "\"union_id\"",
            "title_user_id_type: expected one of user_id, open_id, found \"union_id\""),
        Case("content", nil, "content: is required by template 1008, but missing"),
        Case("content", "{}", "content.summaries: is required, but missing"),
        Case(
            "content", "{\"summaries\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]}",
            "content.summaries: has 6 elements, but at most 5 are allowed"),
        Case(
            "content", "{\"summaries\": []}",
            "content.summaries: must not be empty: template 1008 shows one line at least"),
        Case(
            "content", "{\"summaries\": 5}", "content.summaries: expected an array, found the number 5"),
        // By locale, whether Feishu knows them or not; but not every object is.
        Case("content", "{\"summaries\": [{\"en-US\": \"a\", \"en-GB\": \"b\"}, {\"zh-CN\": \"a\", \"en\": \"b\"}]}"),
        Case(
            "content", "{\"summaries\": [{\"sumary\": \"a\"}]}",
            "content.summaries[0].sumary: unknown field; did you mean `summary`?",
            "content.summaries[0].summary: is required, but missing"),
        Case(
            "content", "{\"summaries\": [\"1\", {\"summary\": \"2\"}, {}]}",
            "content.summaries[2].summary: is required, but missing"),
        Case("actions", nil, "actions: is required, but missing", "actions: at least one action is required"),
        Case("actions", "[]", "actions: at least one action is required"),
        Case(
            "actions[0].action_name", "\"Open\"",
            "actions[0].action_name: expected DETAIL: the first action of template 1008 opens the approval"),
        Case("actions[0].action_name", nil, "actions[0].action_name: is required, but missing"),
        Case("actions[0].action_name", "\"\"", "actions[0].action_name: must not be empty"),
        Case("actions[0].url", nil, "actions[0].url: at least one of url, pc_url, android_url and ios_url is required"),
        Case(
            "actions[0].ios_url", "\"oa\"",
            "actions[0].ios_url: expected a URL with a scheme, such as https://…, found \"oa\""),
        // One that is wrong doesn't hide another.
        Case(
            "actions[0]", "{\"action_name\": 5}",
            "actions[0].action_name: expected a text, an object of texts by locale, or an @i18n@ key, found the number 5",
            "actions[0].url: at least one of url, pc_url, android_url and ios_url is required"),
        Case(
            "action_configs", "[{\"action_type\": \"REJECT\"}, {\"action_type\": \"REJECT\"}]",
            "action_configs[1].action_type: is already that of action_configs[0]"),
        Case("actions[1]", "{\"action_name\": \"Help\", \"pc_url\": \"https://oa/help\"}"),
        Case("action_configs", "[{\"action_type\": \"APPROVE\", \"next_status\": \"APPROVED\"}]"),
        Case(
            "action_configs", "[{\"action_type\": \"APPROVE\", \"next_status\": \"CANCELED\"}]",
            "action_configs[0].next_status: expected one of APPROVED, REJECTED, CANCELLED, FORWARDED, ROLLBACK, ADD, DELETED, "
                + "PROCESSED, CUSTOM, found \"CANCELED\"; did you mean CANCELLED?"),
        Case(
            "action_callback", "{\"action_callback_key\": {\"a\": \"secret\"}}",
            "action_callback.action_callback_key: expected a string, found an object"),
        Case("i18n_resources", "5", "i18n_resources: expected an array, found the number 5"),
        Case(
            "i18n_resources", "[{\"locale\": \"zh-CN\", \"texts\": {\"a\": \"b\"}}]",
            "i18n_resources[0].texts.a: expected a key that starts with @i18n@, found \"a\""),
        Case(
            "i18n_resources",
            "[{\"locale\": \"zh-CN\", \"texts\": {}, \"is_default\": true}, {\"locale\": \"zh-CN\", \"texts\": {}, "
                + "\"is_default\": true}]",
            "i18n_resources[1].locale: zh-CN is already in i18n_resources[0]",
            "i18n_resources[1].is_default: i18n_resources[0] is already the default"),
    ])
    func saysWhatIsWrongWithAMessage(_ test: Case) throws {
        try check(MessageSend.self, Bodies.message, test)
    }

    private static func unknownTemplate(_ end: String) -> String {
        "template_id: expected one of " + MessageTemplate.allCases.map(\.rawValue).joined(separator: ", ") + ", found "
            + end
    }

    @Test(arguments: [
        Case("message_id", nil, "message_id: message_id, or instance_id and slot, are required"),
        Case("message_id", "6968359519504171036"),
        Case(
            "message_id", "18446744073709551615",
            "message_id: expected a message id (a string, or a whole number), found the number 18446744073709551615"),
        Case(
            "message_id", "1.5", "message_id: expected a message id (a string, or a whole number), found the number 1.5"
        ),
        Case("message_id", "\"\"", "message_id: must not be empty"),
        Case("status", nil, "status: is required, but missing"),
        Case(
            "status", "\"CANCELED\"",
            "status: expected one of APPROVED, REJECTED, CANCELLED, FORWARDED, ROLLBACK, ADD, DELETED, PROCESSED, CUSTOM, "
                + "found \"CANCELED\"; did you mean CANCELLED?"),
        Case(
            "status", "true",
            "status: expected one of APPROVED, REJECTED, CANCELLED, FORWARDED, ROLLBACK, ADD, DELETED, PROCESSED, CUSTOM, "
                + "found true"),
        Case("status_name", "\"Gone\"", "status_name: is shown only with status CUSTOM"),
        Case("detail_action_name", "\"See\"", "detail_action_name: is shown only with status CUSTOM"),
        Case("title", "\"Gone\"", "title: unknown field, which Feishu would ignore"),
    ])
    func saysWhatIsWrongWithAMessageUpdate(_ test: Case) throws {
        try check(MessageUpdate.self, Bodies.update, test)
    }

    @Test func everythingWrongWithAnUpdateIsSaidAtOnce() throws {
        let result = try read(
            MessageUpdate.self, #"{"status": "APPROVED", "status_name": "Gone", "instance_id": "", "slot": "", "x": 1}"#
        )
        #expect(
            result.errors == [
                "x: unknown field, which Feishu would ignore", "instance_id: must not be empty",
                "slot: must not be empty", "status_name: is shown only with status CUSTOM",
            ])
    }

    @Test func anUpdateMayNameTheSlotInsteadOfTheMessage() throws {
        let result = try read(
            MessageUpdate.self,
            #"{"instance_id": "EXP-1", "slot": "task:310", "status": "CUSTOM", "status_name": "Gone"}"#)
        let update = try #require(result.body)
        #expect(update.messageID == nil)
        #expect(update.instanceID == "EXP-1")
        #expect(update.slot == "task:310")
        #expect(!written(update).contains("slot"))
        #expect(!written(update).contains("instance_id"))
    }

    @Test(arguments: MessageTemplate.allCases)
    func everyTemplateSaysWhatItNeeds(_ template: MessageTemplate) throws {
        let bare = try read(
            MessageSend.self, #"{"template_id": "\#(template.rawValue)", "user_id": "u", "actions": []}"#)
        var expected: [String] = []
        func need(_ part: MessageTemplate.Parts, _ field: String) {
            if template.requiredParts.contains(part) {
                expected.append("\(field): is required by template \(template.rawValue), but missing")
            }
        }
        need(.approvalName, "approval_name")
        need(.summaries, "content")
        need(.titleUser, "title_user_id")
        need(.comment, "comment")
        need(.sender, "sender_user_id")
        need(.customTitle, "custom_title")
        need(.customContent, "custom_content")
        expected.append("actions: at least one action is required")
        #expect(bare.errors == expected)

        let full = try read(
            MessageSend.self,
            #"""
            {"template_id": "\#(template.rawValue)", "user_id": "u", "approval_name": "a", "title_user_id": "t",
             "comment": "c", "sender_user_id": "s", "content": {"summaries": ["s"]}, "custom_title": "ct",
             "custom_content": "cc", "actions": [{"action_name": "DETAIL", "url": "https://x/y"}]}
            """#)
        #expect(full.errors == [])
    }

    /// Only the first action of Feishu's own templates is opened by that word; elsewhere Feishu wants a key.
    @Test(arguments: [("1021", [false, false]), ("1008", [true, false])])
    func detailIsFeishusWordInOnePlaceAlone(_ template: String, _ isLiteral: [Bool]) throws {
        let action = #"{"action_name": "DETAIL", "url": "https://x/y"}"#
        let result = try read(
            MessageSend.self,
            #"""
            {"template_id": "\#(template)", "user_id": "u", "approval_name": "a", "title_user_id": "t",
             "content": {"summaries": ["s"]}, "custom_title": "ct", "custom_content": "cc",
             "actions": [\#(action), \#(action)]}
            """#)
        #expect(result.errors == [])
        #expect((result.body?.actions ?? []).map { $0.actionName == "DETAIL" } == isLiteral)
        let texts = (result.body?.i18nResources ?? []).flatMap(\.texts)
        for action in (result.body?.actions ?? []) where action.actionName != "DETAIL" {
            #expect(texts.first { $0.key == action.actionName }?.value == "DETAIL")
        }
    }

    @Test func anEmptyUUIDIsNone() throws {
        #expect(try read(MessageSend.self, Bodies.changed(Bodies.message, "uuid", to: "\"\"")).body?.uuid == nil)
    }

    /// The documentation's table of templates, retyped: id, needs the title's user, a comment, has quick approval.
    @Test func templatesAreThoseOfTheDocumentation() {
        let table: [(String, Bool, Bool, Bool)] = [
            ("1001", true, true, false), ("1002", true, false, false), ("1003", true, false, false),
            ("1004", true, true, false), ("1005", false, false, false), ("1006", false, false, false),
            ("1007", false, false, false), ("1008", true, false, true), ("1028", false, false, true),
            ("1009", true, false, true), ("1010", true, false, true), ("1011", true, false, true),
            ("1012", true, false, true), ("1013", true, false, true), ("1015", true, false, false),
            ("1016", true, false, false), ("1017", true, true, false), ("1018", true, true, false),
            ("1019", true, false, false), ("1020", true, false, true), ("1021", false, false, false),
            ("1024", false, false, false), ("1026", true, false, false), ("1027", true, true, false),
        ]
        #expect(table.count == MessageTemplate.allCases.count)
        for (id, titleUser, comment, quick) in table {
            guard let template = MessageTemplate(rawValue: id) else {
                Issue.record("no template \(id)")
                continue
            }
            #expect(template.requiredParts.contains(.titleUser) == titleUser, "\(id)")
            #expect(template.requiredParts.contains(.comment) == comment, "\(id)")
            #expect(template.supportsQuickApproval == quick, "\(id)")
            #expect(template.requiredParts.contains(.sender) == (id == "1013"))
            #expect(template.isUpdatable == (id == "1008"))
            #expect(template.requiredParts.contains(.customTitle) == (id == "1021"))
            #expect(template.requiredParts.contains(.customContent) == (id == "1021"))
            #expect(template.requiredParts.contains(.approvalName) == (id != "1021"))
            #expect(template.requiredParts.contains(.summaries) == (id != "1021"))
        }
    }

    @Test func quickApprovalPartsAreRefusedWhereTheTemplateHasNone() throws {
        var body = try Bodies.changed(Bodies.message, "template_id", to: "\"1003\"")
        body = try Bodies.changed(body, "action_configs", to: "[{\"action_type\": \"APPROVE\"}]")
        body = try Bodies.changed(body, "action_callback", to: "{\"action_context\": \"x\"}")
        #expect(
            try read(MessageSend.self, body).errors == [
                "action_configs: template 1003 has no quick approval",
                "action_callback: template 1003 has no quick approval",
            ])
    }

    @Test func theFourAddressesOfAButtonAreCompleted() throws {
        func urls(_ json: String) throws -> [String] {
            let body = try Bodies.changed(Bodies.message, "actions", to: "[{\"action_name\": \"DETAIL\", \(json)}]")
            let action = try #require(try read(MessageSend.self, body).body?.actions.first)
            return [action.url, action.pcURL, action.androidURL, action.iosURL]
        }
        #expect(try urls(#""url": " https://a/1 ""#) == ["https://a/1", "https://a/1", "https://a/1", "https://a/1"])
        #expect(try urls(#""pc_url": "https://p/1""#) == ["https://p/1", "https://p/1", "https://p/1", "https://p/1"])
        #expect(
            try urls(#""pc_url": "https://p/1", "ios_url": "https://i/1""#)
                == ["https://p/1", "https://p/1", "https://i/1", "https://i/1"])
        #expect(
            try urls(#""url": "https://u/1", "android_url": "https://d/1", "ios_url": """#)
                == ["https://u/1", "https://u/1", "https://d/1", "https://d/1"])
    }
}
