public import JSON

extension TaskQueryInstance: FeishuBody {
    private enum Field: String, CaseIterable {
        case instanceID = "instance_id"
        case approvalID = "approval_id"
        case approvalCode = "approval_code"
        case status
        case updateTime = "update_time"
        case tasks
    }

    private static let table = FieldTable<Field>(required: [.instanceID, .status, .updateTime, .tasks])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(instanceID: "", status: .pending, updateTime: 0)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .instanceID: instanceID = context.identifier(value, field.rawValue) ?? ""
            case .approvalID: approvalID = context.string(value, field.rawValue)
            case .approvalCode: approvalCode = context.string(value, field.rawValue)
            case .status: status = context.choice(value, field.rawValue) ?? .pending
            case .updateTime: updateTime = context.time(value, field.rawValue) ?? 0
            case .tasks: tasks = context.list(value, field.rawValue)
            }
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("instance_id", instanceID)
        writer.member("approval_id", approvalID)
        writer.member("approval_code", approvalCode)
        writer.member("status", status)
        writer.time("update_time", updateTime)
        writer.list("tasks", tasks, isRequired: true)
        writer.endObject()
    }
}
