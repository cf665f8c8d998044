/// A purchase approval, from the definition to the final approval, and two events that go wrong.
enum DemoScript {
    static let instance = "PUR-2026-001"

    static var events: [DemoStep] {
        [
            DemoStep(
                id: "demo-1", title: "the definition \"Purchase request\" is published", key: "purchase",
                text: event("demo-1", "approval.definition.published", definition),
                answers: ["definition.upsert applied"]),
            DemoStep(
                id: "demo-2", title: "Ana submits a purchase", key: instance,
                text: event("demo-2", "approval.instance.submitted", "{\"instance\":\(approval(1, []))}"),
                answers: ["instance.sync applied"]),
            DemoStep(
                id: "demo-3", title: "the first approver gets a task", key: instance,
                text: event(
                    "demo-3", "approval.task.created",
                    "{\"instance\":\(approval(2, [task(1, "PENDING", 2)])),\"task_id\":\"\(instance)-T1\"}"),
                answers: ["instance.sync applied", "message.send applied"]),
            DemoStep(
                id: "demo-4", title: "a colleague comments", key: instance,
                text: event(
                    "demo-4", "approval.comment.created",
                    """
                    {"instance":{"instance_id":"\(instance)","title":"Laptop for the design team",
                     "links":{"pc_link":"https://oa.example.com/i/1"}},
                     "comment":{"id":"C1","user_id":"u-colleague","text":"We have a framework contract for these."},
                     "recipients":[{"user_id":"u-approver-1"}]}
                    """), answers: ["message.send applied"]),
            DemoStep(
                id: "demo-5", title: "the first approver approves", key: instance,
                text: event(
                    "demo-5", "approval.task.approved",
                    "{\"instance\":\(approval(3, [task(1, "APPROVED", 3)])),\"task_id\":\"\(instance)-T1\"}"),
                answers: ["instance.sync applied", "message.update applied"]),
            DemoStep(
                id: "demo-6", title: "the second approver gets a task", key: instance,
                text: event(
                    "demo-6", "approval.task.created",
                    "{\"instance\":\(approval(4, [task(2, "PENDING", 4)])),\"task_id\":\"\(instance)-T2\"}"),
                answers: ["instance.sync applied", "message.send applied"]),
            DemoStep(
                id: "demo-7", title: "a reader is copied", key: instance,
                text: event(
                    "demo-7", "approval.cc.created",
                    "{\"instance\":\(approval(5, [], cc: true)),\"cc_id\":\"\(instance)-CC1\"}"),
                answers: ["instance.sync applied", "message.send applied"]),
            DemoStep(
                id: "demo-8", title: "the second approver approves", key: instance,
                text: event(
                    "demo-8", "approval.task.approved",
                    "{\"instance\":\(approval(6, [task(2, "APPROVED", 6)])),\"task_id\":\"\(instance)-T2\"}"),
                answers: ["instance.sync applied", "message.update applied"]),
            DemoStep(
                id: "demo-9", title: "the purchase is approved", key: instance,
                text: event(
                    "demo-9", "approval.instance.approved",
                    """
                    {"instance":\(approval(7, [])),"operator":{"user_id":"u-approver-2"},
                     "comment":{"text":"Within the budget."}}
                    """), answers: ["instance.sync applied", "message.send applied"]),
            DemoStep(
                id: "demo-10", title: "an event that is malformed: misspelt fields, a time in seconds",
                key: "PUR-2026-002",
                text: event(
                    "demo-10", "approval.task.created",
                    """
                    {"instance":{"approval_code":"purchase","instance_id":"PUR-2026-002","titel":"Desk",
                     "user_id":"u-ana","links":{"pc_link":"oa.example.com/i/2"},"start_time":1772328600,
                     "end_time":0,"update_time":"2026-03-01T09:30:00+08:00"},"task_id":"nobody"}
                    """), answers: ["event rejected invalid"]),
            DemoStep(
                id: "demo-11", title: "an event that Feishu refuses: a code of Feishu's that doesn't exist",
                key: "PUR-2026-003",
                text: event(
                    "demo-11", "approval.instance.submitted",
                    """
                    {"approval_code_kind":"feishu","instance":{"approval_code":"00000000-0000-4000-8000-000000000000",
                     "instance_id":"PUR-2026-003","title":"Chair","user_id":"u-ana",
                     "links":{"pc_link":"https://oa.example.com/i/3"},"start_time":"2026-03-01T09:30:00+08:00",
                     "end_time":0,"update_time":"2026-03-01T09:30:00+08:00"}}
                    """), answers: ["instance.sync dead_lettered feishu_reference"]),
        ]
    }

    private static func event(_ id: String, _ type: String, _ data: String) -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"/demo/oa","type":"\(type)",
         "time":"2026-03-01T09:30:00+08:00","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
         "data":\(data)}
        """
    }

    private static let definition = """
        {"definition":{"approval_code":"purchase","approval_name":"Purchase request",
         "group_code":"finance","group_name":"Finance","description":"Things that cost more than 500",
         "external":{"biz_name":"OA","support_pc":true,"support_mobile":true,
           "create_link_pc":"https://oa.example.com/new","create_link_mobile":"https://oa.example.com/m/new"},
         "viewers":[{"viewer_type":"TENANT"}]}}
        """

    /// The purchase as of a minute.
    private static func approval(_ minute: Int, _ tasks: [String], cc: Bool = false) -> String {
        let copies =
            cc
            ? """
            ,"cc_list":[{"cc_id":"\(instance)-CC1","user_id":"u-reader","read_status":"UNREAD",
             "create_time":"\(time(minute))","update_time":"\(time(minute))"}]
            """ : ""
        return """
            {"approval_code":"purchase","instance_id":"\(instance)","title":"Laptop for the design team",
             "form":[{"name":"Amount","value":"1,200.00 EUR"},{"name":"Supplier","value":"Example Ltd"}],
             "user_id":"u-ana","links":{"pc_link":"https://oa.example.com/i/1","mobile_link":"https://oa.example.com/m/i/1"},
             "start_time":"\(time(0))","end_time":0,"update_time":"\(time(minute))",
             "task_list":[\(tasks.joined(separator: ","))]\(copies)}
            """
    }

    private static func task(_ number: Int, _ status: String, _ minute: Int) -> String {
        """
        {"task_id":"\(instance)-T\(number)","user_id":"u-approver-\(number)","title":"Approve the purchase",
         "status":"\(status)","create_time":"\(time(2))","end_time":0,"update_time":"\(time(minute))"}
        """
    }

    private static func time(_ minute: Int) -> String { "2026-03-01T09:3\(minute):00+08:00" }
}
