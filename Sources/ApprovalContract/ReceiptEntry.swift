/// The outcome of one command, as much of it as answers the command again.
public struct ReceiptEntry: Sendable, Hashable {
    public var commandID: String
    public var outcome: Outcome
    public var reason: ReasonCode?
    public var feishu: FeishuVerdict?
    public var approvalCode: String?
    public var messageID: String?
    public var supersededBy: String?
    public var attempts: Int
    /// Epoch milliseconds.
    public var called: Int64?
    public var completed: Int64

    public init(
        commandID: String, outcome: Outcome, reason: ReasonCode? = nil, feishu: FeishuVerdict? = nil,
        approvalCode: String? = nil, messageID: String? = nil, supersededBy: String? = nil, attempts: Int = 0,
        called: Int64? = nil, completed: Int64
    ) {
        self.commandID = commandID
        self.outcome = outcome
        self.reason = reason
        self.feishu = feishu
        self.approvalCode = approvalCode
        self.messageID = messageID
        self.supersededBy = supersededBy
        self.attempts = attempts
        self.called = called
        self.completed = completed
    }

    public init(_ result: RelayResult) {
        self.init(
            commandID: result.id, outcome: result.outcome, reason: result.reason?.code, feishu: result.feishu,
            approvalCode: result.approvalCode, messageID: result.messageID, supersededBy: result.supersededBy,
            attempts: result.attempts, called: result.times.called, completed: result.times.completed)
    }

    /// The same answer again, to the same command.
    public func result(for command: Command) -> RelayResult {
        var result = RelayResult(
            answering: command, outcome: outcome,
            reason: reason.map { Reason($0, "Answered from the receipt of the first time.") }, feishu: feishu,
            attempts: attempts, called: called, completed: completed)
        result.approvalCode = approvalCode
        result.messageID = messageID
        result.supersededBy = supersededBy
        return result
    }
}
