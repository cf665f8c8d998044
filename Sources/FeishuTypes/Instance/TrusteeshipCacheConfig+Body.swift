public import JSON

extension TrusteeshipCacheConfig: FeishuBody {
    private enum Field: String, CaseIterable {
        case formPolicy = "form_policy"
        case formVaryWithLocale = "form_vary_with_locale"
        case formVersion = "form_version"
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
            case .formPolicy: formPolicy = context.optionalChoice(value, field.rawValue)
            case .formVaryWithLocale: formVaryWithLocale = context.bool(value, field.rawValue)
            case .formVersion: formVersion = Self.version(value, field.rawValue, in: &context)
            }
        }
    }

    private static func version(_ value: JSONValue, _ field: String, in context: inout ReadingContext) -> String? {
        if context.isSuperset, let number = context.wholeNumber(value) { return String(number) }
        guard let string = context.string(value, field) else { return nil }
        if context.isSuperset, Int64(string) == nil {
            context.mismatch(field, "a whole number of at most 64 bits, in a string", value)
        }
        return string
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("form_policy", formPolicy)
        writer.member("form_vary_with_locale", formVaryWithLocale)
        writer.member("form_version", formVersion)
        writer.endObject()
    }
}
