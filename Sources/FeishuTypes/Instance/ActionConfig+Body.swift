public import JSON

extension ActionConfig: FeishuBody {
    private enum Field: String, CaseIterable {
        case actionType = "action_type"
        case actionName = "action_name"
        case isNeedReason = "is_need_reason"
        case isReasonRequired = "is_reason_required"
        case isNeedAttachment = "is_need_attachment"
    }

    private static let table = FieldTable<Field>(required: [.actionType])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(actionType: "")
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .actionType: actionType = context.identifier(value, field.rawValue) ?? ""
            case .actionName: actionName = context.text(value, field.rawValue)
            case .isNeedReason: isNeedReason = context.bool(value, field.rawValue)
            case .isReasonRequired: isReasonRequired = context.bool(value, field.rawValue)
            case .isNeedAttachment: isNeedAttachment = context.bool(value, field.rawValue)
            }
        }
        context.require(Self.table, seen: seen)
        context.checkActionName(actionType, actionName)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("action_type", actionType)
        writer.member("action_name", actionName)
        writer.member("is_need_reason", isNeedReason)
        writer.member("is_reason_required", isReasonRequired)
        writer.member("is_need_attachment", isNeedAttachment)
        writer.endObject()
    }
}
