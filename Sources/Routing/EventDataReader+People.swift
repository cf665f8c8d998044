import ApprovalContract
import FeishuTypes
import JSON

// Who is told, and what was said.
extension EventDataReader {
    private enum CommentField: String, CaseIterable {
        case id
        case userID = "user_id"
        case openID = "open_id"
        case text
    }

    private static let commentFields = JSONKeyTable(CommentField.allCases.map(\.rawValue))

    /// How many people one event may tell.
    static let maximumRecipients = 200

    /// Each of them once: a message's command is known by its comment and its recipient.
    func readRecipients(_ value: JSONValue, in context: inout ReadingContext) -> [UserReference] {
        let name = "recipients"
        guard let array = value.array else {
            context.mismatch(name, "an array of {user_id or open_id}", value)
            return []
        }
        if array.count == 0 { context.report(name, "must not be empty") }
        context.checkCount(array.count, name, Self.maximumRecipients)
        var recipients: [UserReference] = []
        var indices: [String: Int] = [:]
        for (index, element) in array.enumerated() {
            context.at(name, index) { context in
                guard let user = UserReference(reading: element, in: &context) else { return }
                if let first = indices.updateValue(index, forKey: user.userID ?? user.openID ?? "") {
                    context.report("", "is already in \(name)[\(first)]")
                } else {
                    recipients.append(user)
                }
            }
        }
        return recipients
    }

    func readComment(_ value: JSONValue, in context: inout ReadingContext) -> EventComment? {
        guard let object = context.object(value) else { return nil }
        var comment = EventComment(user: UserReference())
        // What was there and wrong, and has been reported.
        var wrong: Set<CommentField> = []
        for member in object {
            guard let index = Self.commentFields.index(of: member.key) else {
                context.reportUnknown(String(member.key), among: Self.commentFields, isFeishus: false)
                continue
            }
            if member.value.isNull { continue }
            let field = CommentField.allCases[index]
            let errors = context.errorCount
            switch field {
            case .id: comment.id = context.optionalIdentifier(member.value, field.rawValue)
            case .userID: comment.user.userID = context.optionalIdentifier(member.value, field.rawValue)
            case .openID: comment.user.openID = context.optionalIdentifier(member.value, field.rawValue)
            case .text: comment.text = context.localText(member.value, field.rawValue)
            }
            if context.errorCount > errors { wrong.insert(field) }
        }
        guard family == .comment else { return comment }
        let missing = "is required in an event of type \(type.rawValue), but missing"
        if comment.id == nil, !wrong.contains(.id) { context.report(CommentField.id.rawValue, missing) }
        if comment.text == nil, !wrong.contains(.text) { context.report(CommentField.text.rawValue, missing) }
        if comment.user.isEmpty, wrong.isDisjoint(with: [.userID, .openID]) {
            context.report(
                CommentField.userID.rawValue, "at least one of user_id and open_id is required: who said it")
        }
        return comment
    }
}
