import JSON

extension CallKeys {
    /// Takes the ids out of a body that has not been checked yet.
    init(_ api: SimulatedAPI, parameter: String, body: JSONValue?) {
        self.init()
        if !parameter.isEmpty { approvalCode = parameter }
        guard let body else { return }
        switch api {
        case .definitionCreate: approvalCode = body.text("approval_code")
        case .instanceSync:
            approvalCode = body.text("approval_code")
            instanceID = body.text("instance_id")
            version = body.time("update_time")
            taskIDs = Self.tasks(body["task_list"])
        case .instanceCheck:
            let first = body["instances"]?[0]
            instanceID = first?.text("instance_id")
            taskIDs = Self.tasks(first?["tasks"])
        case .messageSend:
            uuid = body.text("uuid")
            recipient = body.text("user_id") ?? body.text("open_id")
        case .messageUpdate: messageID = body.text("message_id")
        default: break
        }
    }

    private static func tasks(_ list: JSONValue?) -> [String] {
        guard let array = list?.array else { return [] }
        var ids: [String] = []
        for task in array {
            guard ids.count < maximumTasks else { break }
            if let id = task.text("task_id") { ids.append(id) }
        }
        return ids
    }
}
