public import JSON

extension TaskQueryTask: FeishuBody {
    private enum Field: String, CaseIterable {
        case id, status
        case updateTime = "update_time"
    }

    private static let table = FieldTable<Field>(required: [.id, .status, .updateTime])

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(id: "", status: .pending, updateTime: 0)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            switch context.field(member, in: Self.table, seen: &seen) {
            case .id: id = context.identifier(member.value, Field.id.rawValue) ?? ""
            case .status: status = context.choice(member.value, Field.status.rawValue) ?? .pending
            case .updateTime: updateTime = context.time(member.value, Field.updateTime.rawValue) ?? 0
            case nil: break
            }
        }
        context.require(Self.table, seen: seen)
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("status", status)
        writer.time("update_time", updateTime)
        writer.endObject()
    }
}
