/// `execute.confirm:` – of which syncs it is asked, by the check API, whether Feishu has what was sent.
public struct ConfirmSettings: Sendable {
    /// `in_doubt`: those that Feishu may have dropped in silence.
    public var inDoubt = true
    /// `percent`: of all the others, 0 to 100.
    public var percent = 0
    /// `within`: a sync that starts so soon after another call of its approval ended is in doubt; zero for none. Feishu says "do not
    /// synchronise the same instance for a short period", and not how short.
    public var within: Duration = .seconds(1)
    /// `after`: from the sync to the question.
    public var after: Duration = .seconds(2)
    /// `batch`: approvals in one call. How many Feishu takes isn't documented.
    public var batch = 50

    public init() {}
}
