import JSON

/// What `GET external_tasks` asks for: one of the legal combinations (feishu-api §5).
struct TaskListFilter: Hashable {
    var instanceIDs: [String] = []
    var approvalCodes: [String] = []
    var userIDs: [String] = []
    var status: String?

    /// nil if the body is none of the combinations, or a list has more than 20 entries.
    init?(_ body: JSONValue?) {
        guard let body else { return nil }
        instanceIDs = Self.strings(body, "instance_ids")
        approvalCodes = Self.strings(body, "approval_codes")
        userIDs = Self.strings(body, "user_ids")
        status = body.text("status")
        guard instanceIDs.count <= 20, approvalCodes.count <= 20 else { return nil }
        if let status, TaskStatus(rawValue: status) == nil { return nil }
        if instanceIDs.isEmpty {
            // (b) and (c): codes and status, perhaps users.
            guard !approvalCodes.isEmpty, status != nil else { return nil }
        } else {
            // (a)
            guard approvalCodes.isEmpty, userIDs.isEmpty, status == nil else { return nil }
        }
    }

    func matches(_ task: TaskRecord) -> Bool {
        if let status, task.status.rawValue != status { return false }
        return userIDs.isEmpty || task.userID.map { userIDs.contains($0) } ?? false
    }

    private static func strings(_ body: JSONValue, _ key: StaticString) -> [String] {
        body.member(key)?.array?.compactMap(\.stringValue) ?? []
    }
}
