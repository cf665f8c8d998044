/// Valid instance syncs of about 1.1 KB, as an OA system would send them. They ask for one sync each and no message, and
/// wait for no definition.
struct SampleEvents: Sendable {
    /// What the instance ids begin with; they end in `-` and the key's number.
    let name: String
    /// Later events of a key are newer.
    let firstTime: Int64
    /// An upstream's code, which ``definition()`` publishes; `nil`: Feishu's own, and nobody asks which.
    let customCode: String?

    init(_ name: String, firstTime: Int64 = BackgroundProcess.now() / 1000, customCode: String? = nil) {
        self.name = name
        self.firstTime = firstTime
        self.customCode = customCode
    }

    /// Publishes the definition of ``customCode``.
    ///
    /// - Parameter attributes: of the event, each with a comma before it.
    func definition(attributes: String = "") -> [UInt8] {
        Array(
            """
            {"specversion":"1.0","id":"\(name)-definition","source":"/oa/expense","type":"approval.definition.published",\
            "time":"2026-03-01T09:30:00+08:00"\(attributes),"data":{"definition":{"approval_code":"\(customCode ?? "")",\
            "approval_name":"差旅报销申请","group_code":"finance","group_name":"财务","external":{"support_pc":true,\
            "support_mobile":true,"create_link_pc":"https://oa.example.com/new",\
            "create_link_mobile":"https://oa.example.com/m/new"},"viewers":[{"viewer_type":"TENANT"}]}}}
            """.utf8)
    }

    func key(_ key: Int) -> [UInt8] { Array("\(name)-\(key)".utf8) }

    /// - Parameter tasks: how many the instance has; each adds about 450 bytes, or as much text as `filler` is long.
    /// - Parameter attributes: of the event, each with a comma before it.
    /// - Parameter title: the instance's, as JSON.
    func event(
        _ number: Int, key: Int, tasks: Int = 1, filler: String = "", attributes: String = "",
        title: String = "\"差旅报销申请\""
    ) -> [UInt8] {
        let kind = customCode == nil ? "feishu" : "custom"
        let code = customCode ?? "7C468A54-8745-2245-9675-08B7C63E7A85"
        let instance = "\(name)-\(key)"
        let time = firstTime + Int64(number)
        let list = (0..<tasks).map { task in
            """
            {"task_id":"\(instance)-t\(task)","user_id":"u-zhang-san","title":"部门经理审批\(filler)","status":"PENDING",\
            "create_time":"1772328600000","end_time":"0","update_time":"\(time)",\
            "links":{"pc_link":"https://oa.example.com/tasks/\(instance)-t\(task)",\
            "mobile_link":"https://oa.example.com/m/tasks/\(instance)-t\(task)"},\
            "node_id":"node-manager","node_name":"部门经理"}
            """
        }.joined(separator: ",")
        return Array(
            """
            {"specversion":"1.0","id":"\(name)-\(number)","source":"/oa/expense","type":"approval.instance.updated",\
            "time":"2026-03-01T09:30:00+08:00"\(attributes),"data":{"notify":false,"approval_code_kind":"\(kind)",\
            "instance":{"approval_code":"\(code)","instance_id":"\(instance)",\
            "status":"PENDING","title":\(title),"form":[{"name":"申请人","value":"李雷（市场部）"},\
            {"name":"金额","value":"1,280.50 元"},{"name":"事由","value":"上海客户拜访，往返高铁及住宿"}],\
            "user_id":"u-li-lei","links":{"pc_link":"https://oa.example.com/approvals/\(instance)",\
            "mobile_link":"https://oa.example.com/m/approvals/\(instance)"},"start_time":"1772328600000",\
            "end_time":"0","update_time":"\(time)","task_list":[\(list)]}}}
            """.utf8)
    }
}
