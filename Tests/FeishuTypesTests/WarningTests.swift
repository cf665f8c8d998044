import FeishuTypes
import JSON
import Testing

/// What is accepted, and deserves a word: each alone in a body that is all right but for it.
struct WarningTests {
    typealias Case = FieldProblemTests.Case

    private func check<Body: FeishuBody>(_ type: Body.Type, _ body: String, _ test: Case) throws {
        #expect(try read(type, body).problems == [])
        let result = try read(type, Bodies.changed(body, test.path, to: test.json))
        #expect(result.errors == [])
        #expect(result.body != nil)
        #expect(result.warnings == test.expected)
    }

    private static let reasons =
        "approved, rejected, node_auto_reject, specific_rollback, add, add_pre, add_post, delete_assignee, forward, "
        + "forward_resign, recall, delete, admin_forward, system_forward, auto_skip, manual_skip, submit_again, restart, others"

    @Test(arguments: [
        Case(
            "form", "[{\"name\": \"Days\", \"value\": \"\(String(repeating: "天", count: 2045))\"}]",
            "form: its texts are 2049 characters long together; Feishu takes 2048 and cuts off the rest"),
        Case("form", "[{\"name\": \"Days\", \"value\": \"\(String(repeating: "天", count: 2044))\"}]"),
        Case(
            "title", "{\"zh-CN\": \"a\", \"zh-XN\": \"x\"}",
            "title.zh-XN: unknown locale \"zh-XN\", which Feishu would never match; did you mean zh-CN?"),
        Case("title", "{\"en_us\": \"x\"}", "title.en_us: the locale \"en_us\" is taken as en-US"),
        Case(
            "i18n_resources", #"[{"locale": "tlh", "is_default": true, "texts": {}}]"#,
            "i18n_resources[0].locale: unknown locale \"tlh\", which Feishu would never match"),
        Case("extra", #""{\"business_key\":\"A1\"}""#),
        Case("extra", "\"\""),
        Case(
            "extra", #""{business_key}""#,
            "extra: is a string that holds no JSON, which Feishu documents: expected a name in quotes or '}', "
                + "found 'b'"),
        Case("extra", #""[1]""#, "extra: is a string of JSON, but of no object, which Feishu documents"),
        Case("status", "\"APPROVED\"", "end_time: is missing or 0, though the instance is APPROVED"),
        Case("status", "\"DELETED\""),
        Case("end_time", "1556468012679", "end_time: is set, though the instance is PENDING"),
        Case("update_time", "1556468012677", "update_time: is earlier than start_time"),
        Case("task_list[0].status", "\"DONE\"", "task_list[0].end_time: is missing or 0, though the task is DONE"),
        Case("task_list[0].end_time", "1556468012679", "task_list[0].end_time: is set, though the task is PENDING"),
        Case("task_list[0].end_time", "0"),
        Case("task_list[0].extra", #"{"complete_reason": "forward"}"#),
        Case(
            "task_list[0].extra", #"{"complete_reason": "forwards"}"#,
            "task_list[0].extra.complete_reason: expected one of \(reasons), found \"forwards\"; did you mean forward?"),
        Case(
            "task_list[0].extra", #"{"complete_reason": 7}"#,
            "task_list[0].extra.complete_reason: expected a string, found the number 7"),
        Case("resource_region", "\"cn\"", "resource_region: is Feishu's own field; better not send it"),
    ])
    func ofAnInstance(_ test: Case) throws {
        try check(InstanceSync.self, Bodies.instance, test)
    }

    @Test func ofAnEndBeforeTheBeginning() throws {
        var body = try Bodies.changed(Bodies.instance, "status", to: "\"REJECTED\"")
        body = try Bodies.changed(body, "end_time", to: "1556468012000")
        body = try Bodies.changed(body, "task_list[0].status", to: "\"REJECTED\"")
        body = try Bodies.changed(body, "task_list[0].end_time", to: "1556468012000")
        #expect(
            try read(InstanceSync.self, body).warnings == [
                "task_list[0].end_time: is earlier than create_time", "end_time: is earlier than start_time",
            ])
    }

    @Test(arguments: [
        Case("group_name", nil, "group_name: is missing; Feishu needs it when the group is new"),
        Case(
            "viewers", #"[{"viewer_type": "TENANT"}, {"viewer_type": "USER", "viewer_user_id": "u"}]"#,
            "viewers: has a viewer of type TENANT, beside which the others have no effect"),
        Case(
            "viewers", #"[{"viewer_type": "TENANT"}, {"viewer_type": "NONE"}]"#,
            "viewers: has a viewer of type NONE, beside which the others have no effect"),
        Case(
            "viewers",
            #"[{"viewer_type": "USER", "viewer_user_id": "u"}, {"viewer_type": "DEPARTMENT", "viewer_department_id": "d"}]"#
        ),
        Case(
            "external.action_callback_key", "\"k\"",
            "external.action_callback_url: is missing, so the callback's token and key are never used"),
        Case(
            "external.enable_mark_readed", "true", "external.enable_mark_readed: has no effect, Feishu's documents say"),
        Case(
            "external.enable_quick_operate", "true",
            "external.enable_quick_operate: has no effect, Feishu's documents say"),
        Case("external.enable_quick_operate", "false"),
    ])
    func ofADefinition(_ test: Case) throws {
        try check(DefinitionUpsert.self, Bodies.definition, test)
    }

    @Test(arguments: [
        Case("custom_title", "\"T\"", "custom_title: is not shown by template 1008"),
        Case(
            "content", #"{"summaries": ["s"], "user_id": "u", "user_name": "Robot"}"#,
            "content.user_name: is not shown beside user_id"),
        Case(
            "content", #"{"summaries": ["s"], "department_id": "od-1", "department_name": "D"}"#,
            "content.department_name: is not shown beside department_id",
            "content.department_id: looks like an open_department_id; bot messages know only the department_id"),
        Case(
            "action_configs", #"[{"action_type": "APPROVE"}]"#,
            "action_callback: is missing, so the buttons of action_configs will fail"),
        Case("action_callback", "{}", "action_configs: is missing, so nothing uses action_callback"),
        Case(
            "content", #"{"summaries": [{"en-US": "a", "en-GB": "b"}]}"#,
            "content.summaries[0].en-GB: unknown locale \"en-GB\", which Feishu would never match"),
        Case(
            "note", #"{"fr-FR": "x"}"#,
            "note.fr-FR: bot messages are documented for zh-CN, en-US, ja-JP only"),
    ])
    func ofAMessage(_ test: Case) throws {
        try check(MessageSend.self, Bodies.message, test)
    }

    @Test(arguments: [
        ("approve", "action_type: \"approve\" is a button of your own; did you mean the action_type APPROVE?"),
        ("REJCT", "action_type: \"REJCT\" is a button of your own; did you mean the action_type REJECT?"),
        ("同意", "action_type: expected an English word, which Feishu documents, found \"同意\""),
        ("Rejected", "action_type: \"Rejected\" is a button of your own; did you mean the action_type REJECT?"),
        ("FORWARD", nil), ("SELECT", nil), ("RESET", nil), ("IMPROVE", nil),
    ])
    func ofAButtonThatIsNearlyFeishus(_ type: String, _ expected: String?) throws {
        let config = #"[{"action_type": "\#(type)", "action_name": "OK"}]"#
        let task = try Bodies.changed(Bodies.instance, "task_list[0].action_configs", to: config)
        #expect(
            try read(InstanceSync.self, task).warnings
                == (expected.map { ["task_list[0].action_configs[0].\($0)"] } ?? []))
    }

    @Test func ofButtonsWithoutAnAddress() throws {
        var body = try Bodies.changed(Bodies.message, "action_configs", to: #"[{"action_type": "APPROVE"}]"#)
        body = try Bodies.changed(body, "action_callback", to: #"{"action_context": "c"}"#)
        #expect(
            try read(MessageSend.self, body).warnings == [
                "action_callback.action_callback_url: is missing, so the buttons of action_configs will fail"
            ])
    }

    @Test func ofPartsThatTheCustomTemplateHasNot() throws {
        let result = try read(
            MessageSend.self,
            #"""
            {"template_id": 1021, "user_id": "u", "custom_title": "T", "custom_content": "C", "approval_name": "A",
             "title_user_id": "u", "comment": "c", "content": {"summaries": []},
             "actions": [{"action_name": "Open", "url": "https://oa/1"}]}
            """#)
        #expect(
            result.problems
                == ["approval_name", "title_user_id", "comment", "content"].map {
                    "\($0): is not shown by template 1021"
                })
    }

    @Test(arguments: [
        Case(
            "status", "\"CUSTOM\"",
            "status_name: is missing: a CUSTOM card without it and detail_action_name says nothing"),
        Case("slot", "\"task:1\"", "slot: is not looked at beside message_id, which says which card is meant"),
    ])
    func ofAMessageUpdate(_ test: Case) throws {
        try check(MessageUpdate.self, Bodies.update, test)
    }

    @Test func ofTextsThatALanguageLacks() throws {
        var body = try Bodies.changed(Bodies.instance, "title", to: #"{"zh-CN": "出差", "en-US": "Travel"}"#)
        body = try Bodies.changed(body, "user_name", to: #"{"zh-CN": "机器人"}"#)
        // A plain text is of no language in particular.
        body = try Bodies.changed(body, "form", to: #"[{"name": {"zh-CN": "天", "ja-JP": "日"}, "value": "3"}]"#)
        #expect(
            try read(InstanceSync.self, body).warnings == [
                "i18n_resources: en-US has no text for \"天\"; Feishu shows that in zh-CN",
                "i18n_resources: ja-JP has no text for \"出差\"; Feishu shows that in zh-CN",
            ])
    }

    @Test func ofKeysThatALanguageLacks() throws {
        let texts = (1...6).map { #""@i18n@\#($0)": "t\#($0)""# }.joined(separator: ", ")
        let body = try Bodies.changed(
            Bodies.instance, "i18n_resources",
            to: #"""
                [{"locale": "en-US", "is_default": true, "texts": {\#(texts)}},
                 {"locale": "zh-CN", "is_default": false, "texts": {"@i18n@1": "一"}}]
                """#)
        #expect(
            try read(InstanceSync.self, body).warnings == [
                "i18n_resources: zh-CN has no text for \"t2\", \"t3\", \"t4\" and 2 more; Feishu shows that in en-US"
            ])
    }
}
