public import JSON

extension Command {
    /// Appends the command as one JSON object. Absent members are left out.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key(written: #""v":"#)
        writer.value(version)
        writer.key(written: #""id":"#)
        writer.value(id)
        writer.key(written: #""kind":"#)
        writer.value(kind.rawValue)
        writer.key(written: #""app":"#)
        writer.value(app)
        writer.key(written: #""key":"#)
        writer.value(key)
        writer.key(written: #""slot":"#)
        writer.value(slot)
        writer.key(written: #""index":"#)
        writer.value(index)
        writer.key(written: #""count":"#)
        writer.value(count)
        writer.key(written: #""event":"#)
        event.write(to: &writer)
        writer.member("sequence", sequence)
        if priority != .live {
            writer.key(written: #""priority":"#)
            writer.value(priority.rawValue)
        }
        writer.member("reply_to", replyTo)
        writer.member("correlation_id", correlationID)
        if let trace {
            writer.key(written: #""trace":"#)
            writer.beginObject()
            writer.key(written: #""traceparent":"#)
            writer.value(trace.traceparent)
            writer.member("tracestate", trace.tracestate)
            writer.endObject()
        }
        writer.member("expiry", expiry)
        if !warnings.isEmpty {
            writer.key(written: #""warnings":"#)
            writer.problems(warnings)
        }
        writer.key(written: #""routed_at":"#)
        writer.value(routedAt)
        if kind == .instanceSync {
            writer.key(written: #""code_kind":"#)
            writer.value(codeKind.rawValue)
        }
        writer.member("target_slot", targetSlot)
        if let cardOrigin {
            writer.key(written: #""card_origin":"#)
            writer.beginObject()
            writer.key(written: #""definition":"#)
            writer.value(cardOrigin.definition)
            writer.key(written: #""action_context":"#)
            writer.value(cardOrigin.actionContext)
            writer.endObject()
        }
        if let quickApproval {
            writer.key(written: #""quick_approval":"#)
            quickApproval.write(to: &writer)
        }
        writer.key(written: #""body":"#)
        body.write(to: &writer)
        writer.endObject()
    }
}
