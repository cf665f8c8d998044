public import ApprovalContract
public import FeishuTypes

/// What an event becomes.
public enum Route: Sendable {
    /// One or more commands, in the order in which they take effect within their lanes.
    case commands([Command])
    /// The event is right and asks nothing of Feishu.
    case nothing(subject: String?, warnings: [FieldProblem])
    /// The event can't be right; every violation that was found.
    case rejected(Reason)
}
