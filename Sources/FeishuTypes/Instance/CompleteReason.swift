import JSON

/// How a task ended: `complete_reason` in its `extra`.
enum CompleteReason {
    /// Those that Feishu documents.
    static let known = [
        "approved", "rejected", "node_auto_reject", "specific_rollback", "add", "add_pre", "add_post",
        "delete_assignee",
        "forward", "forward_resign", "recall", "delete", "admin_forward", "system_forward", "auto_skip", "manual_skip",
        "submit_again", "restart", "others",
    ]

    static let table = JSONKeyTable(known)
}

extension ReadingContext {
    /// Feishu takes a reason that it doesn't know, and shows none. Only looked for in an object.
    mutating func checkCompleteReason(_ extra: JSONValue, _ field: String) {
        guard isSuperset, let reason = extra["complete_reason"] else { return }
        guard let text = reason.string else {
            return report(
                "\(field).complete_reason", "expected a string, found \(Excerpt.of(reason))", severity: .warning)
        }
        guard CompleteReason.table.index(of: text) == nil else { return }
        let found = String(text)
        let hint = CompleteReason.table.nearest(to: found).map { "; did you mean \($0)?" } ?? ""
        report(
            "\(field).complete_reason",
            "expected one of \(CompleteReason.known.joined(separator: ", ")), found \"\(Excerpt.of(found))\"\(hint)",
            severity: .warning)
    }
}
