public import JSON

extension InstanceCheckTask: FeishuBody {
    private enum Field: String, CaseIterable {
        case taskID = "task_id"
        case updateTime = "update_time"
    }

    private static let table = FieldTable<Field>(required: [.taskID, .updateTime])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(taskID: "", updateTime: 0)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            switch context.field(member, in: Self.table, seen: &seen) {
            case .taskID: taskID = context.identifier(member.value, Field.taskID.rawValue) ?? ""
            case .updateTime: updateTime = context.time(member.value, Field.updateTime.rawValue) ?? 0
            case nil: break
            }
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("task_id", taskID)
        writer.time("update_time", updateTime)
        writer.endObject()
    }
}
