import ApprovalContract

extension Command {
    /// One command of an event.
    ///
    /// - Parameter body: JSON.
    init(
        _ kind: CommandKind, of event: EventEnvelope, app: String, key: String, slot: String = "", routedAt: Int64,
        codeKind: CodeKind, body: [UInt8]
    ) {
        self.init(
            id: CommandID.make(source: event.source, id: event.id, kind: kind, slot: slot), kind: kind, app: app,
            key: key, slot: slot, event: event.reference, sequence: event.sequence, priority: event.priority,
            replyTo: event.replyTo, correlationID: event.correlationID, trace: event.trace, expiry: event.expiry,
            routedAt: routedAt, codeKind: codeKind, body: .bytes(body))
    }
}
