public import JSON

extension MessageAnswer: FeishuBody {
    private enum Field: String, CaseIterable {
        case messageID = "message_id"
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(messageID: nil)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object where context.field(member, in: Self.table, seen: &seen) == .messageID {
            messageID = context.messageID(member.value, Field.messageID.rawValue)
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("message_id", messageID)
        writer.endObject()
    }
}
