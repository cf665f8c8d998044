/// A stage that a process runs.
public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Events to commands.
    case route
    /// Commands to Feishu.
    case execute
}
