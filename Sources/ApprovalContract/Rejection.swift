/// An event that can't be right: what is known of it, and everything that is wrong with it.
public struct Rejection: Sendable {
    public var event: EventReference
    public var subject: String?
    public var app: String?
    public var correlationID: String?
    public var trace: TraceHeaders?
    public var replyTo: String?
    public var reason: Reason

    public init(
        event: EventReference, subject: String? = nil, app: String? = nil, correlationID: String? = nil,
        trace: TraceHeaders? = nil, replyTo: String? = nil, reason: Reason
    ) {
        self.event = event
        self.subject = subject
        self.app = app
        self.correlationID = correlationID
        self.trace = trace
        self.replyTo = replyTo
        self.reason = reason
    }

    public init(_ event: EventEnvelope, _ reason: Reason) {
        self.init(
            event: event.reference, subject: event.subject, app: event.app, correlationID: event.correlationID,
            trace: event.trace, replyTo: event.replyTo, reason: reason)
    }

    /// The id of the one result that answers the event.
    public var resultID: String {
        if let source = event.source, let id = event.id {
            return CommandID.make(source: source, id: id, kind: "event", slot: Outcome.rejected.rawValue)
        }
        return CommandID.make(origin: event.origin, kind: "event", slot: Outcome.rejected.rawValue)
    }
}
