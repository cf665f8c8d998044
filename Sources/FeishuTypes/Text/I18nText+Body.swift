public import JSON

extension I18nText: FeishuBody {
    private enum Field: String, CaseIterable {
        case key, value
    }

    private static let table = FieldTable<Field>(required: [.key, .value])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(key: "", value: "")
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            switch context.field(member, in: Self.table, seen: &seen) {
            case .key:
                guard let key = context.string(member.value, Field.key.rawValue) else { break }
                context.checkKey(key, Field.key.rawValue)
                self.key = key
            case .value: self.value = context.string(member.value, Field.value.rawValue) ?? ""
            case nil: break
            }
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("key", key)
        writer.member("value", value)
        writer.endObject()
    }
}
