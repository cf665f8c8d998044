/// One field that Feishu refused (`error.field_violations[]`).
public struct FeishuFieldViolation: Sendable, Hashable {
    /// Feishu's path, such as `task_list[*].links`; at most 256 bytes.
    public let field: String
    /// What Feishu says about it, if anything; at most 512 bytes. The offending value itself is left out: it may be private.
    public let description: String?

    public init(field: String, description: String? = nil) {
        self.field = field
        self.description = description
    }
}
