public import FeishuTypes

/// Says that an event's commands are in Kafka, for events with `notice`: their outcomes may be long in coming behind a quota.
///
/// Beside the answers, not instead of one. Published at least once: readers deduplicate by `id`.
public struct Acceptance: Sendable {
    /// Derived from the event.
    public var id: String
    public var event: EventReference
    /// Those that will be answered.
    public var commands: [RelayResult.CommandReference]
    public var subject: String?
    public var correlationID: String?
    public var trace: TraceHeaders?
    public var warnings: [FieldProblem]
    /// Epoch milliseconds.
    public var routed: Int64
    public var completed: Int64

    /// - Parameter completed: when the last command was acknowledged.
    public init(of event: EventEnvelope, _ commands: [Command], completed: Int64) {
        id = CommandID.make(source: event.source, id: event.id, kind: "event", slot: "accepted")
        self.event = event.reference
        self.commands = commands.map { RelayResult.CommandReference($0) }
        subject = commands.first?.key
        correlationID = event.correlationID
        trace = event.trace
        warnings = commands.first?.warnings ?? []
        routed = commands.first?.routedAt ?? completed
        self.completed = completed
    }
}
