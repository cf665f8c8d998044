public import JSON

extension UserReference: FeishuBody {
    private enum Field: String, CaseIterable {
        case userID = "user_id"
        case openID = "open_id"
    }

    private static let table = FieldTable<Field>()

    /// A person as an object of its own; at least one id is needed.
    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var wrong = 0
        var seen = FieldsSeen()
        for member in object {
            let errors = context.errorCount
            switch context.field(member, in: Self.table, seen: &seen) {
            case .userID: userID = context.optionalIdentifier(member.value, Field.userID.rawValue)
            case .openID: openID = context.optionalIdentifier(member.value, Field.openID.rawValue)
            case nil: continue
            }
            wrong += context.errorCount - errors
        }
        if isEmpty, wrong == 0 {
            context.report(Field.userID.rawValue, "at least one of user_id and open_id is required")
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.user(self)
        writer.endObject()
    }
}
