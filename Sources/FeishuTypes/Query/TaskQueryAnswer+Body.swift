public import JSON

extension TaskQueryAnswer: FeishuBody {
    private enum Field: String, CaseIterable {
        case data
        case pageToken = "page_token"
        case hasMore = "has_more"
    }

    private static let table = FieldTable<Field>(required: [.data])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(instances: [])
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            switch context.field(member, in: Self.table, seen: &seen) {
            case .data: instances = context.list(value, Field.data.rawValue)
            case .pageToken: pageToken = context.string(value, Field.pageToken.rawValue)
            case .hasMore: hasMore = context.bool(value, Field.hasMore.rawValue) ?? false
            case nil: break
            }
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.list("data", instances, isRequired: true)
        writer.member("page_token", pageToken)
        writer.member("has_more", hasMore)
        writer.endObject()
    }
}
