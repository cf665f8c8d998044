public import JSON

extension QuickApproval: FeishuBody {
    private enum Field: String, CaseIterable {
        case actionConfigs = "action_configs"
        case actionCallbackURL = "action_callback_url"
        case actionCallbackToken = "action_callback_token"
        case actionCallbackKey = "action_callback_key"
        case actionContext = "action_context"
        case i18nResources = "i18n_resources"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        let errors = context.errorCount
        guard let object = context.object(value) else { return }
        context.beginTexts(object)
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let name = field.rawValue
            switch field {
            case .actionConfigs: actionConfigs = context.list(value, name, limit: context.limits.actionConfigs)
            case .actionCallbackURL: actionCallbackURL = context.url(value, name)
            case .actionCallbackToken: actionCallbackToken = context.secret(value, name)
            case .actionCallbackKey: actionCallbackKey = context.secret(value, name)
            case .actionContext:
                actionContext = context.string(value, name, limit: context.limits.actionContext)
            case .i18nResources: i18nResources = context.resources(value, name)
            }
        }
        guard context.isSuperset else { return }
        i18nResources = context.endTexts()
        check(mayLack: context.errorCount > errors, in: &context)
    }

    /// - Parameter mayLack: whether what isn't there was there and wrong.
    private func check(mayLack: Bool, in context: inout ReadingContext) {
        context.checkRepeatedActions(actionConfigs, \.actionType)
        guard actionCallbackURL == nil else { return }
        if actionConfigs.isEmpty, !mayLack {
            context.report("", "expected action_configs, action_callback_url or both, found neither")
        }
        for (field, secret) in [
            (Field.actionCallbackToken, actionCallbackToken), (Field.actionCallbackKey, actionCallbackKey),
        ] where secret != nil {
            context.report(field.rawValue, "has no effect without action_callback_url", severity: .warning)
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.list("action_configs", actionConfigs)
        writer.member("action_callback_url", actionCallbackURL)
        writer.member("action_callback_token", actionCallbackToken)
        writer.member("action_callback_key", actionCallbackKey)
        writer.member("action_context", actionContext)
        writer.list("i18n_resources", i18nResources)
        writer.endObject()
    }
}
