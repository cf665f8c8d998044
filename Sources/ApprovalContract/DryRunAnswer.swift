public import FeishuTypes

/// What a dry run says of one command, or of an event that has none: what would be done, and that it was not.
///
/// In its `type`, `id` and `outcome` it can't be taken for a ``RelayResult``. Published at least once: readers deduplicate by `id`.
public struct DryRunAnswer: Sendable {
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// The command's request would be sent to Feishu.
        case wouldCall = "would_call"
        /// The event would be rejected, for the reason given.
        case wouldReject = "would_reject"
        /// The event is right and asks nothing of Feishu.
        case wouldDoNothing = "would_do_nothing"
    }

    /// What ids begin with, so that none is that of a result; what follows is the id of the result that a run would give.
    public static let idPrefix = "dry-run:"

    public var id: String
    public var outcome: Outcome
    /// `nil` for an event that would become none.
    public var command: RelayResult.CommandReference?
    public var event: EventReference
    public var subject: String?
    public var correlationID: String?
    public var trace: TraceHeaders?
    public var request: PlannedRequest?
    /// Parts of the request that only a run knows, and what it would do about them. Paths begin with `request`.
    public var undetermined: [FieldProblem]
    public var warnings: [FieldProblem]
    public var reason: Reason?
    /// Where a run would write its result.
    public var answerTopic: String
    /// Epoch milliseconds: `event`, `routed` and `completed`.
    public var times: RelayResult.Times

    /// - Parameters:
    ///   - result: as a run would give it at once; only rejections and events without commands have one.
    ///   - outcome: what it is called here.
    public init(_ outcome: Outcome, like result: RelayResult, answerTopic: String) {
        id = Self.idPrefix + result.id
        self.outcome = outcome
        command = result.command
        event = result.event
        subject = result.subject
        correlationID = result.correlationID
        trace = result.trace
        undetermined = []
        warnings = result.warnings
        reason = result.reason
        self.answerTopic = answerTopic
        times = result.times
    }

    /// The answer to a command that would be carried out.
    public init(
        _ command: Command, request: PlannedRequest, undetermined: [FieldProblem], answerTopic: String, at now: Int64
    ) {
        id = Self.idPrefix + command.id
        outcome = .wouldCall
        self.command = RelayResult.CommandReference(command)
        event = command.event
        subject = command.key
        correlationID = command.correlationID
        trace = command.trace
        self.request = request
        self.undetermined = undetermined
        warnings = command.warnings
        self.answerTopic = answerTopic
        times = RelayResult.Times(event: command.event.time, routed: command.routedAt, completed: now)
    }
}
