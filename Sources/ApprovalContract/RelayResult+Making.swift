extension RelayResult {
    /// The one answer to an event that can't be right.
    public init(rejecting rejection: Rejection, at now: Int64) {
        self.init(
            id: rejection.resultID, outcome: .rejected, event: rejection.event, subject: rejection.subject,
            correlationID: rejection.correlationID, trace: rejection.trace, reason: rejection.reason,
            times: Times(event: rejection.event.time, completed: now))
    }

    /// The one answer to an event that is right and asks for nothing.
    public init(withoutCommands event: EventEnvelope, subject: String?, at now: Int64) {
        self.init(
            id: CommandID.make(source: event.source, id: event.id, kind: "event", slot: Outcome.unchanged.rawValue),
            outcome: .unchanged, event: event.reference, subject: subject ?? event.subject,
            correlationID: event.correlationID, trace: event.trace, warnings: event.warnings,
            reason: Reason(.noCommands, "An event of this type asks nothing of Feishu under the present policy."),
            times: Times(event: event.time, routed: now, completed: now))
    }

    /// The answer to a command.
    public init(
        answering command: Command, outcome: Outcome, reason: Reason? = nil, feishu: FeishuVerdict? = nil,
        attempts: Int = 0, called: Int64? = nil, completed: Int64
    ) {
        self.init(
            id: command.id, outcome: outcome, command: CommandReference(command), event: command.event,
            subject: command.key, correlationID: command.correlationID, trace: command.trace, feishu: feishu,
            attempts: attempts, warnings: command.warnings, reason: reason,
            times: Times(event: command.event.time, routed: command.routedAt, called: called, completed: completed))
    }
}
