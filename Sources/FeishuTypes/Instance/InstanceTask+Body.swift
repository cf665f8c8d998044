public import JSON

extension InstanceTask: FeishuBody {
    private enum Field: String, CaseIterable {
        case taskID = "task_id"
        case userID = "user_id"
        case openID = "open_id"
        case title, links, status, extra
        case createTime = "create_time"
        case endTime = "end_time"
        case updateTime = "update_time"
        case actionContext = "action_context"
        case actionConfigs = "action_configs"
        case displayMethod = "display_method"
        case excludeStatistics = "exclude_statistics"
        case nodeID = "node_id"
        case nodeName = "node_name"
        case generateType = "generate_type"
    }

    private static let table = FieldTable<Field>(required: [.taskID, .links, .status, .createTime, .endTime])
    /// What an event may leave out: the instance's links are used, and an open end.
    private static let inferred = FieldTable<Field>.bits(of: [.links, .endTime], in: table.fields)

    /// Without an `update_time` it is ``unversioned``, until the instance gives its own.
    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(
            taskID: "", user: UserReference(), links: Links(), status: .pending, createTime: 0,
            updateTime: Self.unversioned)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let name = field.rawValue
            switch field {
            case .taskID: taskID = context.identifier(value, name) ?? ""
            case .userID: user.userID = context.optionalIdentifier(value, name)
            case .openID: user.openID = context.optionalIdentifier(value, name)
            case .title: title = context.text(value, name)
            case .links: links = context.part(value, name)
            case .status: status = context.choice(value, name) ?? .pending
            case .extra:
                extra = context.escapedJSON(value, name)
                context.checkCompleteReason(value, name)
            case .createTime: createTime = context.time(value, name) ?? 0
            case .endTime: endTime = context.time(value, name, mayBeOpen: true) ?? 0
            case .updateTime: updateTime = context.time(value, name) ?? 0
            case .actionContext: actionContext = context.string(value, name, limit: context.limits.actionContext)
            case .actionConfigs: actionConfigs = context.list(value, name, limit: context.limits.actionConfigs)
            case .displayMethod: displayMethod = context.optionalChoice(value, name)
            case .excludeStatistics: excludeStatistics = context.bool(value, name)
            case .nodeID: nodeID = context.optionalIdentifier(value, name)
            case .nodeName: nodeName = context.text(value, name)
            case .generateType: generateType = context.optionalChoice(value, name)
            }
        }
        context.require(Self.table, seen: seen, except: context.isSuperset ? Self.inferred : 0)
        guard context.isSuperset else { return }
        if user.isEmpty {
            context.report(Field.userID.rawValue, "at least one of user_id and open_id is required: the approver")
        }
        check(in: &context)
    }

    /// Contradictions that Feishu takes.
    private func check(in context: inout ReadingContext) {
        if endTime == 0 {
            if status != .pending {
                context.report(
                    Field.endTime.rawValue, "is missing or 0, though the task is \(status.rawValue)", severity: .warning
                )
            }
        } else if status == .pending {
            context.report(Field.endTime.rawValue, "is set, though the task is PENDING", severity: .warning)
        } else if endTime < createTime {
            context.report(Field.endTime.rawValue, "is earlier than create_time", severity: .warning)
        }
        context.checkRepeatedActions(actionConfigs, \.actionType)
    }

    /// Stands for a missing `update_time` while the instance is read.
    static let unversioned = Int64.min

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("task_id", taskID)
        writer.user(user)
        writer.member("title", title)
        writer.part("links", links)
        writer.member("status", status)
        writer.member("extra", extra)
        writer.time("create_time", createTime)
        writer.time("end_time", endTime)
        writer.time("update_time", updateTime)
        writer.member("action_context", actionContext)
        writer.list("action_configs", actionConfigs)
        writer.member("display_method", displayMethod)
        writer.member("exclude_statistics", excludeStatistics)
        writer.member("node_id", nodeID)
        writer.member("node_name", nodeName)
        writer.member("generate_type", generateType)
        writer.endObject()
    }
}
