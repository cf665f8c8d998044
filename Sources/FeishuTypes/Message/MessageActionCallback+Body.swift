public import JSON

extension MessageActionCallback: FeishuBody {
    private enum Field: String, CaseIterable {
        case actionCallbackURL = "action_callback_url"
        case actionCallbackToken = "action_callback_token"
        case actionCallbackKey = "action_callback_key"
        case actionContext = "action_context"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .actionCallbackURL: actionCallbackURL = context.url(value, field.rawValue)
            case .actionCallbackToken: actionCallbackToken = context.secret(value, field.rawValue)
            case .actionCallbackKey: actionCallbackKey = context.secret(value, field.rawValue)
            case .actionContext:
                actionContext = context.string(value, field.rawValue, limit: context.limits.actionContext)
            }
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("action_callback_url", actionCallbackURL)
        writer.member("action_callback_token", actionCallbackToken)
        writer.member("action_callback_key", actionCallbackKey)
        writer.member("action_context", actionContext)
        writer.endObject()
    }
}
