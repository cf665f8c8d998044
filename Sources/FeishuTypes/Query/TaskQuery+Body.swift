public import JSON

extension TaskQuery: FeishuBody {
    private enum Field: String, CaseIterable {
        case approvalCodes = "approval_codes"
        case instanceIDs = "instance_ids"
        case userIDs = "user_ids"
        case status
    }

    private static let table = FieldTable<Field>()

    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init()
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        let limit = context.limits.queriedCodes
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            switch field {
            case .approvalCodes: approvalCodes = context.identifiers(value, field.rawValue, limit: limit)
            case .instanceIDs: instanceIDs = context.identifiers(value, field.rawValue, limit: limit)
            case .userIDs: userIDs = context.identifiers(value, field.rawValue, limit: .max)
            case .status: status = context.choice(value, field.rawValue)
            }
        }
    }

    /// The body alone; the page goes in the URL.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.list("approval_codes", approvalCodes)
        writer.list("instance_ids", instanceIDs)
        writer.list("user_ids", userIDs)
        writer.member("status", status)
        writer.endObject()
    }
}
