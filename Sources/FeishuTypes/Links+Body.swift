public import JSON

extension Links: FeishuBody {
    private enum Field: String, CaseIterable {
        case pcLink = "pc_link"
        case mobileLink = "mobile_link"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            switch context.field(member, in: Self.table, seen: &seen) {
            case .pcLink: pcLink = context.url(member.value, Field.pcLink.rawValue)
            case .mobileLink: mobileLink = context.url(member.value, Field.mobileLink.rawValue)
            case nil: break
            }
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("pc_link", pcLink)
        writer.member("mobile_link", mobileLink)
        writer.endObject()
    }
}
