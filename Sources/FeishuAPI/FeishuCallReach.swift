/// How far a call came. A send that may have been processed is in doubt: it may be repeated only while Feishu still
/// recognises its `uuid`.
public enum FeishuCallReach: String, Sendable, Hashable, CaseIterable {
    /// Feishu saw nothing of it: repeating is always safe.
    case neverSent = "never_sent"
    /// Something was sent and no trustworthy verdict came back.
    case mayHaveBeenProcessed = "may_have_been_processed"
    /// Feishu gave its verdict.
    case answered
}
