import FeishuTypes
import JSON
import Testing

/// Each violation, one at a time: the body that is all right but for it, and exactly what is said.
struct FieldProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var path: String
        var json: String?
        var expected: [String]

        init(_ path: String, _ json: String?, _ expected: String...) {
            self.path = path
            self.json = json
            self.expected = expected
        }

        var testDescription: String { "\(path) = \(json ?? "missing")" }
    }

    private func check<Body: FeishuBody>(_ type: Body.Type, _ body: String, _ test: Case) throws {
        let sound = try read(type, body)
        #expect(sound.errors == [])
        let result = try read(type, Bodies.changed(body, test.path, to: test.json))
        #expect(result.errors == test.expected)
        #expect((result.body == nil) == !test.expected.isEmpty)
    }

    @Test(arguments: [
        Case("approval_code", nil, "approval_code: is required, but missing"),
        Case("approval_code", "null", "approval_code: is required, but missing"),
        Case("approval_code", "\"\"", "approval_code: must not be empty"),
        Case("approval_code", "12", "approval_code: expected a string, found the number 12"),
        Case(
            "approval_code", "\"\(String(repeating: "界", count: 129))\"",
            "approval_code: is 129 characters long, but at most 128 are allowed"),
        Case("approval_code", "\"\(String(repeating: "界", count: 128))\""),
        Case("instance_id", nil, "instance_id: is required, but missing"),
        Case("status", nil, "status: is required, but missing"),
        Case(
            "status", "\"CANCELLED\"",
            "status: expected one of PENDING, APPROVED, REJECTED, CANCELED, DELETED, HIDDEN, TERMINATED, found "
                + "\"CANCELLED\"; did you mean CANCELED?"),
        Case(
            "status", "true",
            "status: expected one of PENDING, APPROVED, REJECTED, CANCELED, DELETED, HIDDEN, TERMINATED, found true"),
        Case("links", nil, "links: is required, but missing"),
        Case("links", "{}", "links: at least one of pc_link and mobile_link is required"),
        Case("links", "[]", "links: expected an object, found an array of 0"),
        Case(
            "links.pc_link", "\"oa/1\"",
            "links.pc_link: expected a URL with a scheme, such as https://…, found \"oa/1\""),
        Case(
            "links.pc_link", "\"https://o a\"",
            "links.pc_link: expected a URL with a scheme, such as https://…, found \"https://o a\""),
        Case("links.pc_link", "\" lark://oa/1\\n\""),
        Case("links.pc_link", "\"https://#{your_domain}/api\""),
        Case("links.pc_link", nil),
        Case("start_time", nil, "start_time: is required, but missing"),
        Case(
            "start_time", "1556468012",
            "start_time: expected epoch milliseconds, found 1556468012, which looks like seconds: multiply by 1000"),
        Case(
            "start_time", "\"1556468012678123\"",
            "start_time: expected epoch milliseconds, found 1556468012678123, which looks like microseconds: divide by 1000"
        ),
        Case(
            "start_time", "1556468012678123456",
            "start_time: expected epoch milliseconds, found 1556468012678123456, which looks like nanoseconds: divide by "
                + "1000000"),
        Case("start_time", "0", "start_time: expected epoch milliseconds, found 0, which is before 1973"),
        Case("start_time", "-5", "start_time: expected epoch milliseconds, found -5, which is before 1973"),
        Case(
            "start_time", "1.5",
            "start_time: expected epoch milliseconds or an RFC 3339 time, found the number 1.5"),
        Case(
            "start_time", "\"2019-04-28\"",
            "start_time: expected epoch milliseconds or an RFC 3339 time, found the string \"2019-04-28\""),
        Case(
            "start_time", "\"99999999999999999999\"",
            "start_time: expected epoch milliseconds or an RFC 3339 time, found the string \"99999999999999999999\""),
        Case("end_time", "0"),
        Case("end_time", "\"0\""),
        Case("end_time", "\"2019-04-28T16:13:32Z\""),
        Case("titel", "\"x\"", "titel: unknown field; did you mean `title`?"),
        Case("node_list", "[]", "node_list: unknown field, which Feishu would ignore"),
        Case(
            "user_id", nil,
            "user_id: at least one of user_id and open_id is required: the initiator (user_name, if not a person)"),
        Case(
            "user_id", "\"\"",
            "user_id: at least one of user_id and open_id is required: the initiator (user_name, if not a person)"),
        Case(
            "title", "5", "title: expected a text, an object of texts by locale, or an @i18n@ key, found the number 5"),
        Case("title", "\"@i18n@1\"", "title: the key @i18n@1 has no text in i18n_resources"),
        Case("title", "{}", "title: has no text in any language"),
        Case("title", "{\"zh-CN\": 1}", "title.zh-CN: expected a string, found the number 1"),
        Case("title", "{\"zh-XN\": \"x\"}"),
        Case(
            "title", "{\"Deutsch/Österreich\": \"x\"}",
            "title.Deutsch/Österreich: expected a locale such as zh-CN, found \"Deutsch/Österreich\""),
        Case("title", "{\"\": \"x\"}", "title.: expected a locale such as zh-CN, found \"\""),
        Case("title", "{\"en-US\": \"Travel\"}"),
        Case("form", "[{\"name\": \"Days\"}]", "form[0].value: is required, but missing"),
        Case("extra", "[1]", "extra: expected an object, or a string of JSON, found an array of 1"),
        Case(
            "display_method", "\"browser\"",
            "display_method: expected one of BROWSER, SIDEBAR, NORMAL, TRUSTEESHIP, found \"browser\"; did you mean BROWSER?"
        ),
        Case("update_mode", "\"UPSERT\"", "update_mode: expected one of REPLACE, UPDATE, found \"UPSERT\""),
        Case(
            "trusteeship_user_id_type", "\"open_id\"",
            "trusteeship_user_id_type: expected user_id, the only kind that Feishu knows here"),
        Case("trusteeship_url_token", "5", "trusteeship_url_token: expected a string, found a number"),
        Case(
            "trusteeship_cache_config", "{\"form_version\": \"v1\"}",
            "trusteeship_cache_config.form_version: expected a whole number of at most 64 bits, in a string, found the string "
                + "\"v1\""),
        Case(
            "trusteeship_urls", "{\"form_detail_url\": \"x\"}",
            "trusteeship_urls.form_detail_url: expected a URL with a scheme, such as https://…, found \"x\""),
    ])
    func saysWhatIsWrongWithAnInstance(_ test: Case) throws {
        try check(InstanceSync.self, Bodies.instance, test)
    }

    @Test(arguments: [
        Case("task_list", "{}", "task_list: expected an array, found an object"),
        Case("task_list[1]", "7", "task_list[1]: expected an object, found the number 7"),
        Case("task_list[0].task_id", nil, "task_list[0].task_id: is required, but missing"),
        Case(
            "task_list[0].status", "\"TRANSFERED\"",
            "task_list[0].status: expected one of PENDING, APPROVED, REJECTED, TRANSFERRED, DONE, found \"TRANSFERED\"; did you "
                + "mean TRANSFERRED?"),
        Case(
            "task_list[0].user_id", nil,
            "task_list[0].user_id: at least one of user_id and open_id is required: the approver"),
        Case("task_list[0].assignees", "[]", "task_list[0].assignees: unknown field, which Feishu would ignore"),
        Case("task_list[0].create_time", nil, "task_list[0].create_time: is required, but missing"),
        Case(
            "task_list[0].links", "{\"pclink\": \"https://x/y\"}",
            "task_list[0].links.pclink: unknown field; did you mean `pc_link`?"),
        Case(
            "task_list[0].task_id", "\"EXP-7781\"",
            "task_list[0].task_id: the id \"EXP-7781\" is already that of instance_id; ids must be unique over the instance, its "
                + "tasks and its cc, or Feishu hides them"),
        Case(
            "cc_list[0].cc_id", "\"310\"",
            "cc_list[0].cc_id: the id \"310\" is already that of task_list[0].task_id; ids must be unique over the instance, its "
                + "tasks and its cc, or Feishu hides them"),
        Case(
            "task_list[0].action_configs", "[{\"action_type\": \"HOLD\"}]",
            "task_list[0].action_configs[0].action_name: is required with an action_type other than APPROVE and REJECT, but missing"
        ),
        Case("task_list[0].action_configs", "[{\"action_type\": \"APPROVE\"}, {\"action_type\": \"REJECT\"}]"),
        Case(
            "task_list[0].action_configs",
            "[{\"action_type\": \"APPROVE\"}, {\"action_type\": \"HOLD\", \"action_name\": \"h\"}, {\"action_type\": \"REJECT\"}]",
            "task_list[0].action_configs: has 3 elements, but at most 2 are allowed"),
        Case(
            "task_list[0].action_configs", "[{\"action_type\": \"APPROVE\"}, {\"action_type\": \"APPROVE\"}]",
            "task_list[0].action_configs[1].action_type: is already that of action_configs[0]"),
        Case("task_list[0].generate_type", "\"\""),
        Case(
            "task_list[0].exclude_statistics", "\"no\"",
            "task_list[0].exclude_statistics: expected true or false, found the string \"no\""),
        Case("cc_list[0].read_status", nil, "cc_list[0].read_status: is required, but missing"),
        Case("cc_list[0].read_status", "\"\""),
        Case(
            "cc_list[0].open_id", nil, "cc_list[0].user_id: at least one of user_id and open_id is required: the reader"
        ),
        Case("cc_list[0].end_time", "0", "cc_list[0].end_time: unknown field, which Feishu would ignore"),
    ])
    func saysWhatIsWrongWithATaskOrCC(_ test: Case) throws {
        try check(InstanceSync.self, Bodies.instance, test)
    }
}
