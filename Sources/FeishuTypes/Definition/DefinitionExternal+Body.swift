public import JSON

extension DefinitionExternal: FeishuBody {
    private enum Field: String, CaseIterable {
        case bizName = "biz_name"
        case bizType = "biz_type"
        case createLinkMobile = "create_link_mobile"
        case createLinkPC = "create_link_pc"
        case supportPC = "support_pc"
        case supportMobile = "support_mobile"
        case supportBatchRead = "support_batch_read"
        case enableMarkReaded = "enable_mark_readed"
        case enableQuickOperate = "enable_quick_operate"
        case actionCallbackURL = "action_callback_url"
        case actionCallbackToken = "action_callback_token"
        case actionCallbackKey = "action_callback_key"
        case allowBatchOperate = "allow_batch_operate"
        case excludeEfficiencyStatistics = "exclude_efficiency_statistics"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let name = field.rawValue
            switch field {
            case .bizName: bizName = context.text(value, name)
            case .bizType: bizType = context.string(value, name)
            case .createLinkMobile: createLinkMobile = context.url(value, name)
            case .createLinkPC: createLinkPC = context.url(value, name)
            case .supportPC: supportPC = context.bool(value, name)
            case .supportMobile: supportMobile = context.bool(value, name)
            case .supportBatchRead: supportBatchRead = context.bool(value, name)
            case .enableMarkReaded: enableMarkReaded = context.bool(value, name)
            case .enableQuickOperate: enableQuickOperate = context.bool(value, name)
            case .actionCallbackURL: actionCallbackURL = context.url(value, name)
            case .actionCallbackToken: actionCallbackToken = context.secret(value, name)
            case .actionCallbackKey: actionCallbackKey = context.secret(value, name)
            case .allowBatchOperate: allowBatchOperate = context.bool(value, name)
            case .excludeEfficiencyStatistics: excludeEfficiencyStatistics = context.bool(value, name)
            }
        }
        if context.demandsAll { check(seen, in: &context) }
    }

    private func check(_ seen: FieldsSeen, in context: inout ReadingContext) {
        func isWrong(_ field: Field, _ isThere: Bool) -> Bool { !isThere && seen.have(field, in: Self.table) }
        let pc = supportPC ?? false
        let mobile = supportMobile ?? false
        if !pc, !mobile, !isWrong(.supportPC, supportPC != nil), !isWrong(.supportMobile, supportMobile != nil) {
            context.report(Field.supportPC.rawValue, "support_pc and support_mobile must not both be false or missing")
        }
        if pc, createLinkPC == nil, !isWrong(.createLinkPC, createLinkPC != nil) {
            warn(.createLinkPC, "is missing, so Feishu won't show the definition on PC", in: &context)
        }
        if mobile, createLinkMobile == nil, !isWrong(.createLinkMobile, createLinkMobile != nil) {
            warn(.createLinkMobile, "is missing, so Feishu won't show the definition on mobile", in: &context)
        }
        if actionCallbackURL == nil, !seen.have(.actionCallbackURL, in: Self.table),
            seen.have(.actionCallbackToken, .actionCallbackKey, in: Self.table)
        {
            warn(.actionCallbackURL, "is missing, so the callback's token and key are never used", in: &context)
        }
        for (field, value) in [(Field.enableMarkReaded, enableMarkReaded), (.enableQuickOperate, enableQuickOperate)]
        where value == true {
            warn(field, "has no effect, Feishu's documents say", in: &context)
        }
    }

    private func warn(_ field: Field, _ problem: @autoclosure () -> String, in context: inout ReadingContext) {
        context.report(field.rawValue, problem(), severity: .warning)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("biz_name", bizName)
        writer.member("biz_type", bizType)
        writer.member("create_link_mobile", createLinkMobile)
        writer.member("create_link_pc", createLinkPC)
        writer.member("support_pc", supportPC)
        writer.member("support_mobile", supportMobile)
        writer.member("support_batch_read", supportBatchRead)
        writer.member("enable_mark_readed", enableMarkReaded)
        writer.member("enable_quick_operate", enableQuickOperate)
        writer.member("action_callback_url", actionCallbackURL)
        writer.member("action_callback_token", actionCallbackToken)
        writer.member("action_callback_key", actionCallbackKey)
        writer.member("allow_batch_operate", allowBatchOperate)
        writer.member("exclude_efficiency_statistics", excludeEfficiencyStatistics)
        writer.endObject()
    }
}
