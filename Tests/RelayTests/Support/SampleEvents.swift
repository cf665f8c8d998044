/// Events of one purchase approval, from its definition to its end.
enum SampleEvents {
    static func event(_ type: String, id: String, data: String, extra: String = "") -> String {
        """
        {"specversion":"1.0","id":"\(id)","source":"/test/oa","type":"\(type)","time":"2026-03-01T09:30:00+08:00"\(extra),
         "data":\(data)}
        """
    }

    static func definition(_ code: String = "purchase", id: String = "def-1") -> String {
        event(
            "approval.definition.published", id: id,
            data: """
                {"definition":{"approval_code":"\(code)","approval_name":"Purchase request","group_code":"finance",
                 "group_name":"Finance","external":{"support_pc":true,"support_mobile":true,
                 "create_link_pc":"https://oa.example.com/new","create_link_mobile":"https://oa.example.com/m/new"},
                 "viewers":[{"viewer_type":"TENANT"}]}}
                """)
    }

    static func instance(
        _ id: String, code: String = "purchase", status: String? = nil, time: Int64 = 1_772_328_600_000,
        tasks: [(id: String, status: String)] = [("t1", "PENDING")], cc: String = ""
    ) -> String {
        let list = tasks.map {
            """
            {"task_id":"\(id)-\($0.id)","user_id":"u-\($0.id)","status":"\($0.status)","create_time":"1772328600000",
             "end_time":"0","update_time":"\(time)","links":{"pc_link":"https://oa.example.com/t/\($0.id)"}}
            """
        }.joined(separator: ",")
        return """
            {"approval_code":"\(code)","instance_id":"\(id)",\(status.map { "\"status\":\"\($0)\"," } ?? "")
             "title":"Laptop for \(id)","form":[{"name":"Amount","value":"1200 EUR"}],"user_id":"u-applicant",
             "links":{"pc_link":"https://oa.example.com/i/\(id)"},"start_time":"1772328600000","end_time":"0",
             "update_time":"\(time)","task_list":[\(list)]\(cc)}
            """
    }

    static func taskCreated(_ instance: String, id: String, time: Int64 = 1_772_328_600_000) -> String {
        event(
            "approval.task.created", id: id,
            data: "{\"instance\":\(Self.instance(instance, time: time)),\"task_id\":\"\(instance)-t1\"}")
    }

    static func taskApproved(_ instance: String, id: String, time: Int64 = 1_772_328_700_000) -> String {
        event(
            "approval.task.approved", id: id,
            data:
                "{\"instance\":\(Self.instance(instance, time: time, tasks: [("t1", "APPROVED")])),\"task_id\":\"\(instance)-t1\"}"
        )
    }
}
