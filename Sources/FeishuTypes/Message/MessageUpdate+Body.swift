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
        var knownStatus: CardStatus?
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .messageID: messageID = context.messageID(value, field.rawValue)
            case .status:
                knownStatus = context.choice(value, field.rawValue)
                status = knownStatus ?? .processed
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
        checkCard(seen, in: &context)
        if let knownStatus { checkTexts(of: knownStatus, seen, in: &context) }
    }

    private func checkCard(_ seen: FieldsSeen, in context: inout ReadingContext) {
        if seen.have(.messageID, in: Self.table) {
            if messageID != nil, slot != nil {
                context.report(
                    Field.slot.rawValue, "is not looked at beside message_id, which says which card is meant",
                    severity: .warning)
            }
        } else if !seen.have(.instanceID, in: Self.table) || !seen.have(.slot, in: Self.table) {
            context.report(Field.messageID.rawValue, "message_id, or instance_id and slot, are required")
        } else {
            if instanceID == nil { context.report(Field.instanceID.rawValue, "must not be empty") }
            if slot == nil { context.report(Field.slot.rawValue, "must not be empty") }
        }
    }

    private func checkTexts(of status: CardStatus, _ seen: FieldsSeen, in context: inout ReadingContext) {
        guard status != .custom else {
            if !seen.have(.statusName, .detailActionName, in: Self.table) {
                context.report(
                    Field.statusName.rawValue,
                    "is missing: a CUSTOM card without it and detail_action_name says nothing",
                    severity: .warning)
            }
            return
        }
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
