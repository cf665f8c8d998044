/// Valid instance syncs of about 1.1 KB, as an OA system would send them. They ask for one sync each and no message, and
/// wait for no definition.
struct SampleEvents: Sendable {
    /// What the instance ids begin with; they end in `-` and the key's number.
    let name: String
    /// Later events of a key are newer.
    let firstTime: Int64

    init(_ name: String, firstTime: Int64 = BackgroundProcess.now() / 1000) {
        self.name = name
        self.firstTime = firstTime
    }

    func key(_ key: Int) -> [UInt8] { Array("\(name)-\(key)".utf8) }

    /// - Parameter tasks: how many the instance has; each adds about 450 bytes, or as much text as `filler` is long.
    func event(_ number: Int, key: Int, tasks: Int = 1, filler: String = "") -> [UInt8] {
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
            "time":"2026-03-01T09:30:00+08:00","data":{"notify":false,"approval_code_kind":"feishu",\
            "instance":{"approval_code":"7C468A54-8745-2245-9675-08B7C63E7A85","instance_id":"\(instance)",\
            "status":"PENDING","title":"差旅报销申请","form":[{"name":"申请人","value":"李雷（市场部）"},\
            {"name":"金额","value":"1,280.50 元"},{"name":"事由","value":"上海客户拜访，往返高铁及住宿"}],\
            "user_id":"u-li-lei","links":{"pc_link":"https://oa.example.com/approvals/\(instance)",\
            "mobile_link":"https://oa.example.com/m/approvals/\(instance)"},"start_time":"1772328600000",\
            "end_time":"0","update_time":"\(time)","task_list":[\(list)]}}}
            """.utf8)
    }
}
