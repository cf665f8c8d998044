public import JSON

extension MessageContent: FeishuBody {
    private enum Field: String, CaseIterable {
        case userID = "user_id"
        case userIDType = "user_id_type"
        case departmentID = "department_id"
        case userName = "user_name"
        case departmentName = "department_name"
        case summaries
    }

    private static let table = FieldTable<Field>(required: [.summaries])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .userID: userID = context.optionalIdentifier(value, field.rawValue)
            case .userIDType: userIDType = context.optionalChoice(value, field.rawValue)
            case .departmentID: departmentID = context.optionalIdentifier(value, field.rawValue)
            case .userName: userName = context.text(value, field.rawValue)
            case .departmentName: departmentName = context.text(value, field.rawValue)
            case .summaries:
                let lines: [MessageSummary] = context.list(value, field.rawValue, limit: context.limits.summaries)
                summaries = lines.map(\.summary)
            }
        }
        context.require(Self.table, seen: seen)
        if context.isSuperset { warn(in: &context) }
    }

    /// What Feishu takes, and doesn't show.
    private func warn(in context: inout ReadingContext) {
        func warn(_ field: Field, _ problem: String) {
            context.report(field.rawValue, problem, severity: .warning)
        }
        if userName != nil, userID != nil { warn(.userName, "is not shown beside user_id") }
        if departmentName != nil, departmentID != nil { warn(.departmentName, "is not shown beside department_id") }
        if departmentID?.hasPrefix("od-") == true {
            warn(.departmentID, "looks like an open_department_id; bot messages know only the department_id")
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("user_id", userID)
        writer.member("user_id_type", userIDType)
        writer.member("department_id", departmentID)
        writer.member("user_name", userName)
        writer.member("department_name", departmentName)
        writer.key("summaries")
        writer.beginArray()
        for summary in summaries { MessageSummary(summary).write(to: &writer) }
        writer.endArray()
        writer.endObject()
    }
}
