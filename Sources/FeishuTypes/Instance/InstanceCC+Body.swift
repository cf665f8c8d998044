public import JSON

extension InstanceCC: FeishuBody {
    private enum Field: String, CaseIterable {
        case ccID = "cc_id"
        case userID = "user_id"
        case openID = "open_id"
        case links
        case readStatus = "read_status"
        case extra, title
        case createTime = "create_time"
        case updateTime = "update_time"
        case displayMethod = "display_method"
    }

    private static let table = FieldTable<Field>(required: [.ccID, .links, .readStatus, .createTime])
    /// What an event may leave out: the instance's links are used.
    private static let inferred = FieldTable<Field>.bits(of: [.links], in: table.fields)

    /// Without an `update_time` it is ``InstanceTask/unversioned``, until the instance gives its own.
    public init(salvaging value: JSONValue, in context: inout ReadingContext) {
        self.init(
            ccID: "", user: UserReference(), links: Links(), readStatus: .unsupported, createTime: 0,
            updateTime: InstanceTask.unversioned)
        guard let object = context.object(value) else { return }
        var seen = FieldsSeen()
        for member in object {
            let value = member.value
            guard let field = context.field(member, in: Self.table, seen: &seen) else { continue }
            let name = field.rawValue
            switch field {
            case .ccID: ccID = context.identifier(value, name) ?? ""
            case .userID: user.userID = context.optionalIdentifier(value, name)
            case .openID: user.openID = context.optionalIdentifier(value, name)
            case .links: links = context.part(value, name)
            case .readStatus: readStatus = context.choice(value, name) ?? .unsupported
            case .extra: extra = context.escapedJSON(value, name)
            case .title: title = context.text(value, name)
            case .createTime: createTime = context.time(value, name) ?? 0
            case .updateTime: updateTime = context.time(value, name) ?? 0
            case .displayMethod: displayMethod = context.optionalChoice(value, name)
            }
        }
        context.require(Self.table, seen: seen, except: context.isSuperset ? Self.inferred : 0)
        if context.isSuperset, user.isEmpty {
            context.report(Field.userID.rawValue, "at least one of user_id and open_id is required: the reader")
        }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("cc_id", ccID)
        writer.user(user)
        writer.part("links", links)
        writer.member("read_status", readStatus)
        writer.member("extra", extra)
        writer.member("title", title)
        writer.time("create_time", createTime)
        writer.time("update_time", updateTime)
        writer.member("display_method", displayMethod)
        writer.endObject()
    }
}
