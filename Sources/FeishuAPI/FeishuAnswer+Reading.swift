import FeishuTypes
import JSON

extension FeishuAnswer {
    /// Reads what a success must hold; nil if it isn't there, which makes the answer a bad one.
    ///
    /// Lenient where Feishu is inconsistent: ids as strings or integers, times as strings or numbers, an empty list as
    /// `[]`, null or nothing.
    static func reading(_ endpoint: FeishuEndpoint, data: JSONValue?) -> FeishuAnswer? {
        switch endpoint {
        case .createDefinition:
            guard let code = identifier(data?["approval_code"]) else { return nil }
            return .approvalCode(code)
        case .getDefinition:
            guard let data, data.object != nil else { return nil }
            return .definition(data)
        case .checkInstances:
            guard let data, data.object != nil else { return nil }
            guard let items = list(data["diff_instances"], of: difference) else { return nil }
            return .differences(InstanceCheckAnswer(differences: items))
        case .listTasks:
            guard let data, data.object != nil else { return nil }
            guard let instances = list(data["data"], of: instance) else { return nil }
            let token = data["page_token"]?.stringValue
            let more = data["has_more"]?.bool ?? false
            // More without a way to get at it would be read as the end of the list.
            guard !more || token?.isEmpty == false else { return nil }
            return .tasks(TaskQueryAnswer(instances: instances, pageToken: more ? token : nil, hasMore: more))
        case .sendMessage, .updateMessage:
            return .messageID(identifier(data?["message_id"]))
        case .syncInstance, .internalToken, .appToken, .tenantToken, .resendTicket:
            return FeishuAnswer.none
        }
    }

    /// An id as text: 1…512 bytes, without control characters.
    private static func identifier(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        if let number = value.int64 { return String(number) }
        if let number = value.uint64 { return String(number) }
        guard let string = value.string, (1...512).contains(string.count) else { return nil }
        let text = String(string)
        return text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? text : nil
    }

    /// Every element or nil: a list with a hole would be taken for "in step".
    private static func list<Element>(_ value: JSONValue?, of read: (JSONValue) -> Element?) -> [Element]? {
        guard let value, !value.isNull else { return [] }
        guard let array = value.array else { return nil }
        var result: [Element] = []
        for entry in array {
            guard let element = read(entry) else { return nil }
            result.append(element)
        }
        return result
    }

    private static func milliseconds(_ value: JSONValue?) -> Int64? {
        guard let value else { return nil }
        if let number = value.int64 { return number >= 0 ? number : nil }
        guard let string = value.string, string.count <= 19, let number = Int64(String(string)) else { return nil }
        return number >= 0 ? number : nil
    }

    private static func difference(_ value: JSONValue) -> InstanceCheckItem? {
        guard let id = identifier(value["instance_id"]), let time = milliseconds(value["update_time"]) else {
            return nil
        }
        guard let tasks = list(value["tasks"], of: checkTask) else { return nil }
        return InstanceCheckItem(instanceID: id, updateTime: time, tasks: tasks)
    }

    private static func checkTask(_ value: JSONValue) -> InstanceCheckTask? {
        guard let id = identifier(value["task_id"]), let time = milliseconds(value["update_time"]) else { return nil }
        return InstanceCheckTask(taskID: id, updateTime: time)
    }

    private static func instance(_ value: JSONValue) -> TaskQueryInstance? {
        guard let id = identifier(value["instance_id"]), let time = milliseconds(value["update_time"]),
            let status = value["status"]?.stringValue.flatMap({ InstanceStatus(rawValue: $0) }),
            let tasks = list(value["tasks"], of: task)
        else { return nil }
        var result = TaskQueryInstance(instanceID: id, status: status, updateTime: time, tasks: tasks)
        result.approvalID = identifier(value["approval_id"])
        result.approvalCode = identifier(value["approval_code"])
        return result
    }

    private static func task(_ value: JSONValue) -> TaskQueryTask? {
        guard let id = identifier(value["id"]), let time = milliseconds(value["update_time"]),
            let status = value["status"]?.stringValue.flatMap({ TaskStatus(rawValue: $0) })
        else { return nil }
        return TaskQueryTask(id: id, status: status, updateTime: time)
    }
}
