/// Events that are wrong in one thing, each by what is changed in a full one.
struct InvalidEvent: Sendable {
    var base: String
    var path: String
    var json: String?
    /// Where both must see it; where it was changed unless it says otherwise.
    var expected: String

    init(_ base: String, _ path: String, _ json: String?, at expected: String? = nil) {
        self.base = base
        self.path = path
        self.json = json
        self.expected = expected ?? path
    }
}

extension InvalidEvent {
    private typealias F = FullEvents

    private static func long(_ count: Int) -> String { "\"" + String(repeating: "x", count: count) + "\"" }

    private static func many(_ element: (Int) -> String, _ count: Int) -> String {
        "[" + (0..<count).map(element).joined(separator: ",") + "]"
    }

    static let envelope: [InvalidEvent] = [
        InvalidEvent(F.check, "specversion", "\"0.3\""), InvalidEvent(F.check, "specversion", "1.0"),
        InvalidEvent(F.check, "id", "\"\""), InvalidEvent(F.check, "id", "7"), InvalidEvent(F.check, "id", long(1025)),
        InvalidEvent(F.check, "source", "\"\""), InvalidEvent(F.check, "type", "\"approval.instance.checked\""),
        InvalidEvent(F.check, "type", "\"\""), InvalidEvent(F.check, "subject", "\"\""),
        InvalidEvent(F.check, "time", "\"yesterday\""), InvalidEvent(F.check, "time", "1772328600000"),
        InvalidEvent(F.check, "time", "\"2026-03-01T09:30:00\""), InvalidEvent(F.check, "app", "\"\""),
        InvalidEvent(F.check, "datacontenttype", "\"application/xml\""),
        InvalidEvent(F.check, "expirytime", "\"2026-03-01\""), InvalidEvent(F.check, "priority", "\"high\""),
        InvalidEvent(F.check, "sequence", "7"), InvalidEvent(F.check, "sequence", "\"\""),
        InvalidEvent(F.check, "notice", "\"yes\""), InvalidEvent(F.check, "correlationid", "{}"),
        InvalidEvent(F.check, "correlationid", long(1025)), InvalidEvent(F.check, "data", "[]"),
    ]

    static let instances: [InvalidEvent] = [
        InvalidEvent(F.instance, "data.sync", "\"all\""), InvalidEvent(F.instance, "data.sync", "\"full\""),
        InvalidEvent(F.instance, "data.task_id", "\"t1\""), InvalidEvent(F.instance, "data.cc_id", "\"c1\""),
        InvalidEvent(F.task, "data.cc_id", "\"c1\""), InvalidEvent(F.task, "data.task_id", "\"\""),
        InvalidEvent(F.task, "data.task_id", long(129)), InvalidEvent(F.copy, "data.new_task_id", "\"t1\""),
        InvalidEvent(F.instance, "data.approval_code_kind", "\"own\""),
        InvalidEvent(F.instance, "data.operator", "{}", at: "data.operator.user_id"),
        InvalidEvent(F.instance, "data.instance.approval_code", "\"\""),
        InvalidEvent(F.instance, "data.instance.approval_code", long(129)),
        InvalidEvent(F.instance, "data.instance.instance_id", long(129)),
        InvalidEvent(F.instance, "data.instance.status", "\"APPROVED\""),
        InvalidEvent(F.task, "data.instance.status", "\"CANCELLED\""),
        InvalidEvent(F.instance, "data.instance.links", "{}"),
        InvalidEvent(F.instance, "data.instance.links", "{\"pc_link\": \" \"}"),
        InvalidEvent(F.instance, "data.instance.links.pc_link", "\"oa.example.com\""),
        InvalidEvent(F.instance, "data.instance.links.mobile_link", "\"https:/oa\""),
        InvalidEvent(F.instance, "data.instance.links.mobile_link", "\"https://o a\""),
        InvalidEvent(F.instance, "data.instance.title", "{}"),
        InvalidEvent(
            F.instance, "data.instance.title", "{\"zh_CN.utf8\": \"x\"}", at: "data.instance.title.zh_CN.utf8"),
        InvalidEvent(F.instance, "data.instance.start_time", "1772328600"),
        InvalidEvent(F.instance, "data.instance.start_time", "\"1772328600\""),
        InvalidEvent(F.instance, "data.instance.start_time", "1772328600000000"),
        InvalidEvent(F.instance, "data.instance.start_time", "0"),
        InvalidEvent(F.instance, "data.instance.start_time", "1772328600000.5"),
        InvalidEvent(F.instance, "data.instance.start_time", "\"2026-13-01T00:00:00Z\""),
        InvalidEvent(F.instance, "data.instance.update_time", "\"2026-03-01T09:30:00+0800\""),
        InvalidEvent(F.instance, "data.instance.end_time", "\"\""),
        InvalidEvent(F.instance, "data.instance.end_time", "5"),
        InvalidEvent(F.instance, "data.instance.display_method", "\"browser\""),
        InvalidEvent(F.instance, "data.instance.update_mode", "\"UPSERT\""),
        InvalidEvent(F.instance, "data.instance.update_mode", "\"REPLACE\"", at: "data.sync"),
        InvalidEvent(F.instance, "data.instance.trusteeship_user_id_type", "\"open_id\""),
        InvalidEvent(F.instance, "data.instance.trusteeship_cache_config.form_version", "\"v1\""),
        InvalidEvent(F.instance, "data.instance.trusteeship_cache_config.form_policy", "\"NEVER\""),
        InvalidEvent(F.instance, "data.instance.trusteeship_urls.form_detail_url", "\"/f\""),
        InvalidEvent(F.instance, "data.instance.form[0]", "{\"name\": \"x\"}", at: "data.instance.form[0].value"),
        InvalidEvent(F.instance, "data.instance.i18n_resources[0].locale", "\"Deutsch (Schweiz)\""),
        InvalidEvent(
            F.instance, "data.instance.i18n_resources[0].texts", "{\"t\": \"x\"}",
            at: "data.instance.i18n_resources[0].texts.t"),
        InvalidEvent(F.instance, "data.instance.i18n_resources[1].texts[0].key", "\"t\""),
        InvalidEvent(
            F.instance, "data.instance.task_list",
            many(
                { "{\"task_id\":\"x\($0)\",\"user_id\":\"u\",\"status\":\"DONE\",\"create_time\":1772328600000}" }, 301)
        ),
        InvalidEvent(
            F.instance, "data.instance.cc_list",
            many({ "{\"cc_id\":\"x\($0)\",\"user_id\":\"u\",\"read_status\":\"\",\"create_time\":1772328600000}" }, 201)
        ),
        InvalidEvent(F.instance, "data.instance.task_list[0].status", "\"CANCELED\""),
        InvalidEvent(F.instance, "data.instance.task_list[0].status", "null"),
        InvalidEvent(F.instance, "data.instance.task_list[0].action_context", long(1025)),
        InvalidEvent(F.instance, "data.instance.task_list[0].node_id", long(129)),
        InvalidEvent(F.instance, "data.instance.task_list[0].generate_type", "\"CONSIGN\""),
        InvalidEvent(
            F.instance, "data.instance.task_list[0].action_configs",
            "[{\"action_type\":\"APPROVE\"},{\"action_type\":\"REJECT\"},{\"action_type\":\"H\",\"action_name\":\"h\"}]"
        ),
        InvalidEvent(
            F.instance, "data.instance.task_list[0].action_configs", "[{\"action_type\":\"HOLD\"}]",
            at: "data.instance.task_list[0].action_configs[0].action_name"),
        InvalidEvent(F.instance, "data.instance.task_list[0].action_configs[0].action_type", "\"\""),
        InvalidEvent(F.instance, "data.instance.task_list[1].user_id", nil),
        InvalidEvent(F.instance, "data.instance.task_list[1].user_id", "\"\""),
        InvalidEvent(F.instance, "data.instance.task_list[1].assignees", "[]"),
        InvalidEvent(F.instance, "data.instance.cc_list[0].read_status", "\"SEEN\""),
        InvalidEvent(F.instance, "data.instance.cc_list[0].end_time", "0"),
        InvalidEvent(F.instance, "data.recipients", "[]"), InvalidEvent(F.comment, "data.recipients", "[]"),
        InvalidEvent(F.comment, "data.recipients", many({ "{\"user_id\":\"u\($0)\"}" }, 201)),
        InvalidEvent(F.comment, "data.comment.id", "\"\""), InvalidEvent(F.comment, "data.comment.id", long(129)),
        InvalidEvent(F.comment, "data.instance.links", nil),
        InvalidEvent(F.comment, "data.sync", "\"partial\""),
    ]

    static let others: [InvalidEvent] = [
        InvalidEvent(F.definition, "data.quick_approval", "{}"),
        InvalidEvent(F.definition, "data.quick_approval", "{\"action_configs\":[],\"action_callback_url\":\" \"}"),
        InvalidEvent(F.definition, "data.quick_approval.action_callback_url", "\"localhost:80\""),
        InvalidEvent(F.definition, "data.quick_approval.action_context", long(1025)),
        InvalidEvent(F.definition, "data.quick_approval.action_configs[0].next_status", "\"CANCELED\""),
        InvalidEvent(
            F.instance, "data.quick_approval.action_configs", "[{\"action_type\":\"HOLD\"}]",
            at: "data.quick_approval.action_configs[0].action_name"),
        InvalidEvent(F.comment, "data.quick_approval", "{\"action_callback_url\":\"https://oa\"}"),
        InvalidEvent(F.definition, "data.definition.approval_name", "\"\""),
        InvalidEvent(F.definition, "data.definition.approval_code", long(129)),
        InvalidEvent(F.definition, "data.definition.group_code", nil),
        InvalidEvent(F.definition, "data.definition.external.support_pc", "false"),
        InvalidEvent(F.definition, "data.definition.external", "{}", at: "data.definition.external.support_pc"),
        InvalidEvent(F.definition, "data.definition.external.action_callback_url", "\"localhost:80\""),
        InvalidEvent(F.definition, "data.definition.viewers", "[{}]", at: "data.definition.viewers[0].viewer_type"),
        InvalidEvent(F.definition, "data.definition.viewers[0].viewer_type", "\"ALL\""),
        InvalidEvent(F.definition, "data.definition.viewers[0].viewer_user_id", nil),
        InvalidEvent(F.definition, "data.definition.viewers[1].viewer_department_id", nil),
        InvalidEvent(F.definition, "data.definition.viewers", many({ _ in "{\"viewer_type\":\"TENANT\"}" }, 201)),
        InvalidEvent(F.definition, "data.definition.managers", many({ "\"u\($0)\"" }, 201)),
        InvalidEvent(F.definition, "data.definition.managers[0]", "\"\""),
        InvalidEvent(F.definition, "data.instance", "{}"),
        InvalidEvent(F.message, "data.message.template_id", "\"1014\""),
        InvalidEvent(F.message, "data.message.template_id", "7"),
        InvalidEvent(F.message, "data.message.uuid", long(65)),
        InvalidEvent(F.message, "data.message.approval_name", "\"\""),
        InvalidEvent(F.message, "data.message.content", nil),
        InvalidEvent(F.message, "data.message.title_user_id", nil),
        InvalidEvent(F.message, "data.message.title_user_id", "\"\""),
        InvalidEvent(F.message, "data.message.title_user_id_type", "\"union_id\""),
        InvalidEvent(F.message, "data.message.sender_user_id", nil),
        InvalidEvent(F.message, "data.message.content.summaries", "[]"),
        InvalidEvent(F.message, "data.message.content.summaries", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]"),
        InvalidEvent(
            F.message, "data.message.content.summaries[0]", "{}", at: "data.message.content.summaries[0].summary"),
        InvalidEvent(F.message, "data.message.actions", "[]"),
        InvalidEvent(
            F.message, "data.message.actions", many({ _ in "{\"action_name\":\"DETAIL\",\"url\":\"https://oa/1\"}" }, 3)
        ),
        InvalidEvent(F.message, "data.message.actions[0].action_name", "\"Open\""),
        InvalidEvent(F.message, "data.message.actions[0].ios_url", "\"oa\""),
        InvalidEvent(F.customMessage, "data.message.actions[0].pc_url", nil, at: "data.message.actions[0].url"),
        InvalidEvent(F.customMessage, "data.message.actions[0].action_name", "\"\""),
        InvalidEvent(F.customMessage, "data.message.custom_content", "\"\""),
        InvalidEvent(F.customMessage, "data.message.action_configs", "[{\"action_type\":\"APPROVE\"}]"),
        InvalidEvent(F.customMessage, "data.message.action_callback", "{}"),
        InvalidEvent(F.message, "data.message.action_configs[0].next_status", "\"CANCELED\""),
        InvalidEvent(F.message, "data.message.action_callback.action_context", long(1025)),
        InvalidEvent(F.update, "data.message.message_id", "\"\""),
        InvalidEvent(F.update, "data.message.message_id", nil),
        InvalidEvent(F.update, "data.message.message_id", "18446744073709551615"),
        InvalidEvent(F.update, "data.message.status", "\"CANCELED\""),
        InvalidEvent(F.update, "data.message.status", "\"APPROVED\"", at: "data.message.status_name"),
        InvalidEvent(F.update, "data.message.status", "\"APPROVED\"", at: "data.message.detail_action_name"),
        InvalidEvent(F.slotUpdate, "data.message.slot", nil, at: "data.message.message_id"),
        InvalidEvent(F.slotUpdate, "data.message.instance_id", nil, at: "data.message.message_id"),
        InvalidEvent(F.check, "data.instances", "[]"),
        InvalidEvent(
            F.check, "data.instances", many({ "{\"instance_id\":\"i\($0)\",\"update_time\":1772328600000}" }, 51)),
        InvalidEvent(
            F.check, "data.instances[0].tasks", many({ "{\"task_id\":\"i\($0)\",\"update_time\":1772328600000}" }, 301)),
        InvalidEvent(F.check, "data.instances[0].update_time", "1772328600"),
        InvalidEvent(F.check, "data.instance", "{}"),
    ]

    /// What one template needs, by taking it away.
    static let templates: [InvalidEvent] = [
        ("1008", "title_user_id"), ("1004", "comment"), ("1001", "comment"), ("1017", "comment"), ("1018", "comment"),
        ("1027", "comment"), ("1003", "title_user_id"), ("1016", "title_user_id"), ("1028", "content"),
        ("1005", "approval_name"),
        ("1021", "custom_title"), ("1021", "custom_content"), ("1026", "title_user_id"), ("1007", "content"),
    ].map { template, part in
        let message = """
            {"template_id": "\(template)", "user_id": "u", "approval_name": "a", "title_user_id": "t", "comment": "c",
             "content": {"summaries": ["s"]}, "sender_user_id": "s", "custom_title": "t", "custom_content": "c",
             "actions": [{"action_name": "DETAIL", "url": "https://oa/1"}]}
            """
        let base = (try? Mutation.changed(F.customMessage, "data.message", to: message)) ?? ""
        return InvalidEvent(base, "data.message.\(part)", nil)
    }

    /// What a schema can't say: it is wrong all the same.
    static let validatorOnly: [InvalidEvent] = [
        InvalidEvent(F.check, "app", "\"nowhere\""), InvalidEvent(F.check, "replyto", "\"elsewhere\""),
        InvalidEvent(F.task, "data.task_id", "\"t9\""), InvalidEvent(F.task, "data.new_task_id", "\"t9\""),
        InvalidEvent(F.task, "data.new_task_id", "\"t2\""), InvalidEvent(F.copy, "data.cc_id", "\"c9\""),
        InvalidEvent(F.copy, "data.instance.cc_list[0].read_status", "\"UNREAD\""),
        InvalidEvent(F.task, "type", "\"approval.task.approved\"", at: "data.instance.task_list[1].status"),
        InvalidEvent(F.instance, "data.instance.task_list[0].task_id", "\"EXP-1\""),
        InvalidEvent(F.instance, "data.instance.task_list[1].task_id", "\"t1\""),
        InvalidEvent(F.instance, "data.instance.cc_list[0].cc_id", "\"t1\""),
        InvalidEvent(F.instance, "data.instance.title", "\"@i18n@none\""),
        InvalidEvent(F.instance, "data.instance.i18n_resources[1].locale", "\"zh-CN\""),
        InvalidEvent(F.instance, "data.instance.i18n_resources[1].is_default", "true"),
        InvalidEvent(F.instance, "data.instance.start_time", "\"2026-02-30T00:00:00Z\""),
        InvalidEvent(
            F.instance, "data.instance.task_list[0].action_configs",
            "[{\"action_type\":\"REJECT\"},{\"action_type\":\"REJECT\"}]",
            at: "data.instance.task_list[0].action_configs[1].action_type"),
        InvalidEvent(
            F.comment, "data.recipients", "[{\"user_id\":\"a\"},{\"user_id\":\"a\"}]", at: "data.recipients[1]"),
        InvalidEvent(F.check, "data.instances[1].instance_id", "\"EXP-1\""),
    ]
}
