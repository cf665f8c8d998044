public import JSON

extension FormField: FeishuBody {
    private enum Field: String, CaseIterable {
        case name, value
    }

    private static let table = FieldTable<Field>(required: [.name, .value])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(name: "", value: "")
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            switch context.field(member, in: Self.table, seen: &seen) {
            case .name: name = context.text(member.value, Field.name.rawValue, mayBeEmpty: true) ?? ""
            case .value: self.value = context.text(member.value, Field.value.rawValue, mayBeEmpty: true) ?? ""
            case nil: break
            }
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", name)
        writer.member("value", value)
        writer.endObject()
    }
}
