/// The events' JSON. The names in it need no escaping: the generator makes them all.
enum EventText {
    static let source = "/chaos"
    static let definitionCode = "chaos"

    static func event(_ type: String, id: String, data: String, replyTo: String? = nil) -> [UInt8] {
        let reply = replyTo.map { #","replyto":"\#($0)""# } ?? ""
        return Array(
            #"{"specversion":"1.0","id":"\#(id)","source":"\#(source)","type":"\#(type)"\#(reply),"data":\#(data)}"#
                .utf8)
    }

    static func definition(_ code: String) -> String {
        """
        {"definition":{"approval_code":"\(code)","approval_name":"Chaos","group_code":"chaos","group_name":"Chaos",\
        "external":{"support_pc":true,"support_mobile":true,"create_link_pc":"https://oa.example.com/new",\
        "create_link_mobile":"https://oa.example.com/m/new"},"viewers":[{"viewer_type":"TENANT"}]}}
        """
    }

    static func instance(
        _ instance: InstanceModel, tasks: [InstanceModel.Task], code: String = definitionCode
    ) -> String {
        let list = tasks.map { task in
            """
            {"task_id":"\(task.id)","user_id":"u-\(task.id)","status":"\(task.status)",\
            "create_time":"1772328600000","end_time":"0","update_time":"\(task.version)"}
            """
        }.joined(separator: ",")
        return """
            {"approval_code":"\(code)","instance_id":"\(instance.id)","title":"\(instance.id)","user_id":"u-ana",\
            "links":{"pc_link":"https://oa.example.com/\(instance.id)"},"start_time":"1772328600000","end_time":"0",\
            "form":[{"name":"Version","value":"\(instance.version)"}],"update_time":"\(instance.version)",\
            "task_list":[\(list)]}
            """
    }

    static func message(_ instance: InstanceModel) -> String {
        """
        {"message":{"template_id":"1021","instance_id":"\(instance.id)","user_id":"u-ana","custom_title":"Note",\
        "custom_content":"Of \(instance.id) at \(instance.version)",\
        "actions":[{"action_name":"Open","url":"https://oa.example.com/\(instance.id)"}]}}
        """
    }
}
