public import ApprovalContract
public import FeishuTypes

/// What becomes of a record.
public enum Decision: Sendable {
    /// One or more commands, in the order in which they take effect within their lanes.
    case commands([Command], EventEnvelope)
    /// The event is right and asks nothing of Feishu.
    case nothing(EventEnvelope, subject: String?, [FieldProblem])
    /// The record can't be right; every violation that was found.
    case rejected(Rejection)
}
