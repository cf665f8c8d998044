public import JSON

extension TrusteeshipURLs: FeishuBody {
    private enum Field: String, CaseIterable {
        case formDetailURL = "form_detail_url"
        case actionDefinitionURL = "action_definition_url"
        case approvalNodeURL = "approval_node_url"
        case actionCallbackURL = "action_callback_url"
        case pullBusinessDataURL = "pull_business_data_url"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let url = context.url(member.value, field.rawValue)
            switch field {
            case .formDetailURL: formDetailURL = url
            case .actionDefinitionURL: actionDefinitionURL = url
            case .approvalNodeURL: approvalNodeURL = url
            case .actionCallbackURL: actionCallbackURL = url
            case .pullBusinessDataURL: pullBusinessDataURL = url
            }
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("form_detail_url", formDetailURL)
        writer.member("action_definition_url", actionDefinitionURL)
        writer.member("approval_node_url", approvalNodeURL)
        writer.member("action_callback_url", actionCallbackURL)
        writer.member("pull_business_data_url", pullBusinessDataURL)
        writer.endObject()
    }
}
