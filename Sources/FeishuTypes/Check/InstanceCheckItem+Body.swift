public import JSON

extension InstanceCheckItem: FeishuBody {
    private enum Field: String, CaseIterable {
        case instanceID = "instance_id"
        case updateTime = "update_time"
        case tasks
    }

    private static let table = FieldTable<Field>(required: [.instanceID, .updateTime, .tasks])
    private static let inferred = FieldTable<Field>.bits(of: [.tasks], in: table.fields)

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(instanceID: "", updateTime: 0)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            switch context.field(member, in: Self.table, seen: &seen) {
            case .instanceID: instanceID = context.identifier(value, Field.instanceID.rawValue) ?? ""
            case .updateTime: updateTime = context.time(value, Field.updateTime.rawValue) ?? 0
            case .tasks: tasks = context.list(value, Field.tasks.rawValue, limit: context.limits.tasks)
            case nil: break
            }
        }
        context.require(Self.table, seen: seen, except: context.isSuperset ? Self.inferred : 0)
        guard context.isSuperset else { return }
        var repeats = RepeatFinder(count: tasks.count)
        for (index, task) in tasks.enumerated() where !task.taskID.isEmpty {
            guard let first = repeats.earlier(task.taskID, at: index, in: tasks, \.taskID) else { continue }
            context.report("tasks[\(index)].task_id", "is already in tasks[\(first)]")
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("instance_id", instanceID)
        writer.time("update_time", updateTime)
        writer.list("tasks", tasks, isRequired: true)
        writer.endObject()
    }
}
