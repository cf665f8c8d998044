public import JSON

extension MessageUpdate: FeishuBody {
    private enum Field: String, CaseIterable {
        case messageID = "message_id"
        case status
        case statusName = "status_name"
        case detailActionName = "detail_action_name"
        case i18nResources = "i18n_resources"
        case instanceID = "instance_id"
        case slot
    }

    private static let table = FieldTable<Field>(required: [.status])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(messageID: nil, status: .processed)
        guard let object = context.object(value) else { return }
        context.beginTexts(object, isMessage: true)
        let errors = context.errorCount
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .messageID: messageID = context.messageID(value, field.rawValue)
            case .status: status = context.choice(value, field.rawValue) ?? .processed
            case .statusName: statusName = context.text(value, field.rawValue)
            case .detailActionName: detailActionName = context.text(value, field.rawValue)
            case .i18nResources: i18nResources = context.resources(value, field.rawValue)
            case .instanceID: instanceID = context.optionalIdentifier(value, field.rawValue)
            case .slot: slot = context.optionalIdentifier(value, field.rawValue)
            }
        }
        context.require(Self.table, seen: seen)
        guard context.isSuperset else { return }
        i18nResources = context.endTexts()
        if context.errorCount == errors { check(in: &context) }
    }

    private func check(in context: inout ReadingContext) {
        if messageID == nil, instanceID == nil || slot == nil {
            context.report(Field.messageID.rawValue, "message_id, or instance_id and slot, are required")
        }
        guard status != .custom else { return }
        let problem = "is shown only with status CUSTOM"
        if statusName != nil { context.report(Field.statusName.rawValue, problem) }
        if detailActionName != nil { context.report(Field.detailActionName.rawValue, problem) }
    }

    /// Without what is the relay's own (`instanceID`, `slot`).
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("message_id", messageID)
        writer.member("status", status)
        writer.member("status_name", statusName)
        writer.member("detail_action_name", detailActionName)
        writer.messageResources(i18nResources, isRequired: false)
        writer.endObject()
    }
}
