/// Events that have every member that the schema knows, each in a family of its own.
enum FullEvents {
    static let all = [instance, task, copy, comment, definition, message, customMessage, update, slotUpdate, check]

    private static func event(_ type: String, _ data: String) -> String {
        """
        {"specversion": "1.0", "id": "e-1", "source": "/oa", "type": "\(type)", "subject": "s",
         "time": "2026-03-01T09:30:00+08:00", "datacontenttype": "application/json", "app": "default",
         "correlationid": "c", "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
         "tracestate": "v=1", "replyto": "oa.replies", "expirytime": "2099-01-01T00:00:00Z", "priority": "bulk",
         "sequence": "0007", "notice": "accepted", "data": \(data)}
        """
    }

    private static let resources = """
        [{"locale": "zh-CN", "is_default": true, "texts": {"@i18n@t": "出差"}},
         {"locale": "en-US", "is_default": false, "texts": [{"key": "@i18n@t", "value": "Travel"}]}]
        """

    private static let button = """
        {"action_type": "HOLD", "action_name": "Hold", "is_need_reason": true, "is_reason_required": true,
         "is_need_attachment": false
        """

    private static let quick = """
        {"action_configs": [\(button), "next_status": "PROCESSED"}], "action_callback_url": "https://oa/callback",
         "action_callback_token": "t", "action_callback_key": "k", "action_context": "c",
         "i18n_resources": \(resources)}
        """

    private static let links = """
        {"pc_link": "https://oa.example.com/1", "mobile_link": "lark://oa/1"}
        """

    private static let wholeInstance = """
        {"approval_code": "expense", "instance_id": "EXP-1", "status": "PENDING", "extra": {"business_key": "A1"},
         "links": \(links), "title": "@i18n@t", "form": [{"name": {"en-US": "Days", "zh-CN": "天"}, "value": "3"}],
         "user_id": "u-ana", "open_id": "ou_ana", "user_name": "Ana", "department_id": "d-1", "department_name": "Sales",
         "start_time": 1772328600000, "end_time": 0, "update_time": "1772328600000", "display_method": "BROWSER",
         "update_mode": "UPDATE",
         "task_list": [
           {"task_id": "t1", "user_id": "u-boris", "open_id": "ou_boris", "title": "Approve", "links": \(links),
            "status": "PENDING", "extra": "{}", "create_time": 1772328600000, "end_time": "0",
            "update_time": "2026-03-01T09:30:00.5+08:00", "action_context": "c", "action_configs": [\(button)}],
            "display_method": "SIDEBAR", "exclude_statistics": false, "node_id": "n1", "node_name": "Head",
            "generate_type": "DEFAULT"},
           {"task_id": "t2", "user_id": "u-chen", "status": "DONE", "create_time": 1772328600000,
            "end_time": 1772328600001}],
         "cc_list": [
           {"cc_id": "c1", "user_id": "u-eve", "open_id": "ou_eve", "links": \(links), "read_status": "READ",
            "extra": {"a": 1}, "title": "Copy", "create_time": 1772328600000, "update_time": 1772328600001,
            "display_method": "NORMAL"}],
         "i18n_resources": \(resources), "trusteeship_url_token": "secret", "trusteeship_user_id_type": "user_id",
         "trusteeship_urls": {"form_detail_url": "https://oa/f", "action_definition_url": "https://oa/d",
            "approval_node_url": "https://oa/n", "action_callback_url": "https://oa/c",
            "pull_business_data_url": "https://oa/b"},
         "trusteeship_cache_config": {"form_policy": "BY_NODE", "form_vary_with_locale": true, "form_version": "7"},
         "resource_region": "cn"}
        """

    private static let beside = """
        "sync": "partial", "approval_code_kind": "custom", "operator": {"user_id": "u-boris", "open_id": "ou_boris"},
        "comment": {"id": "k1", "user_id": "u-boris", "open_id": "ou_boris", "text": "Why?"},
        "recipients": [{"user_id": "u-ana", "open_id": "ou_ana"}], "notify": true, "quick_approval": \(quick)
        """

    static let instance = event("approval.instance.submitted", "{\"instance\": \(wholeInstance), \(beside)}")
    static let task = event(
        "approval.task.transferred",
        "{\"instance\": \(wholeInstance), \"task_id\": \"t2\", \"new_task_id\": \"t1\", \(beside)}")
    static let copy = event("approval.cc.read", "{\"instance\": \(wholeInstance), \"cc_id\": \"c1\", \(beside)}")
    static let comment = event(
        "approval.comment.replied",
        """
        {"instance": \(wholeInstance), "approval_code_kind": "custom",
         "operator": {"user_id": "u-boris", "open_id": "ou_boris"},
         "comment": {"id": "k1", "user_id": "u-boris", "open_id": "ou_boris", "text": {"en-US": "Why?", "zh-CN": "为什么？"}},
         "recipients": [{"user_id": "u-ana", "open_id": "ou_ana"}], "notify": true}
        """)

    static let definition = event(
        "approval.definition.published",
        """
        {"definition": {
          "approval_name": "@i18n@t", "approval_code": "expense", "group_code": "finance", "group_name": "Finance",
          "description": {"en-US": "Claims", "zh-CN": "报销"},
          "external": {
            "biz_name": "OA", "biz_type": "claims", "create_link_mobile": "lark://oa/new",
            "create_link_pc": "https://oa/new", "support_pc": true, "support_mobile": false, "support_batch_read": true,
            "enable_mark_readed": false, "enable_quick_operate": false, "action_callback_url": "https://oa/callback",
            "action_callback_token": "t", "action_callback_key": "k", "allow_batch_operate": true,
            "exclude_efficiency_statistics": false},
          "viewers": [{"viewer_type": "USER", "viewer_user_id": "u-ana"},
                      {"viewer_type": "DEPARTMENT", "viewer_department_id": "od-1"}],
          "managers": ["u-boris"], "i18n_resources": \(resources)}, "quick_approval": \(quick)}
        """)

    private static let action = """
        {"action_name": "DETAIL", "url": "https://oa/1", "android_url": "https://oa/2", "ios_url": "https://oa/3",
         "pc_url": "https://oa/4"}
        """

    static let message = event(
        "approval.message.requested",
        """
        {"message": {
          "template_id": "1013", "user_id": "u-boris", "open_id": "ou_boris", "uuid": "u", "approval_name": "@i18n@t",
          "title_user_id": "u-ana", "title_user_id_type": "user_id", "comment": "Soon", "note": "From OA",
          "content": {"user_id": "u-ana", "user_id_type": "open_id", "department_id": "d-1", "user_name": "Ana",
            "department_name": "Sales", "summaries": ["Two nights", {"summary": "Oslo"}, {"en-US": "May", "zh-CN": "五月"}]},
          "sender_user_id": "u-ana", "text": "Please", "actions": [\(action)],
          "action_configs": [\(button), "next_status": "PROCESSED"}],
          "action_callback": {"action_callback_url": "https://oa/callback", "action_callback_token": "t",
            "action_callback_key": "k", "action_context": "c"},
          "i18n_resources": \(resources), "instance_id": "EXP-1"}, "notify": true}
        """)

    static let customMessage = event(
        "approval.message.requested",
        """
        {"message": {
          "template_id": 1021, "user_id": "u-boris", "custom_title": "Receipts", "custom_content": "Two are missing.",
          "actions": [{"action_name": "Open", "pc_url": "https://oa/1"}]}}
        """)

    static let update = event(
        "approval.message.update_requested",
        """
        {"message": {
          "message_id": 6968359519504171036, "status": "CUSTOM", "status_name": "@i18n@t", "detail_action_name": "See",
          "i18n_resources": \(resources)}, "notify": false}
        """)

    static let slotUpdate = event(
        "approval.message.update_requested",
        "{\"message\": {\"instance_id\": \"EXP-1\", \"slot\": \"task:t1\", \"status\": \"APPROVED\"}}")

    static let check = event(
        "approval.instance.check_requested",
        """
        {"instances": [{"instance_id": "EXP-1", "update_time": 1772328600000,
                        "tasks": [{"task_id": "t1", "update_time": "1772328600000"}]},
                       {"instance_id": "EXP-2", "update_time": "2026-03-01T01:30:00Z"}]}
        """)
}
