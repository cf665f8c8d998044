public import JSON

extension Command {
    /// Appends the command as one JSON object. Absent members are left out.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("v")
        writer.value(version)
        writer.key("id")
        writer.value(id)
        writer.key("kind")
        writer.value(kind.rawValue)
        writer.key("app")
        writer.value(app)
        writer.key("key")
        writer.value(key)
        writer.key("slot")
        writer.value(slot)
        writer.key("index")
        writer.value(index)
        writer.key("count")
        writer.value(count)
        writer.key("event")
        event.write(to: &writer)
        writer.member("sequence", sequence)
        if priority != .live {
            writer.key("priority")
            writer.value(priority.rawValue)
        }
        writer.member("reply_to", replyTo)
        writer.member("correlation_id", correlationID)
        if let trace {
            writer.key("trace")
            writer.beginObject()
            writer.key("traceparent")
            writer.value(trace.traceparent)
            writer.member("tracestate", trace.tracestate)
            writer.endObject()
        }
        writer.member("expiry", expiry)
        if !warnings.isEmpty {
            writer.key("warnings")
            writer.problems(warnings)
        }
        writer.key("routed_at")
        writer.value(routedAt)
        if kind == .instanceSync {
            writer.key("code_kind")
            writer.value(codeKind.rawValue)
        }
        writer.member("target_slot", targetSlot)
        if let cardOrigin {
            writer.key("card_origin")
            writer.beginObject()
            writer.key("definition")
            writer.value(cardOrigin.definition)
            writer.key("action_context")
            writer.value(cardOrigin.actionContext)
            writer.endObject()
        }
        if let quickApproval {
            writer.key("quick_approval")
            quickApproval.write(to: &writer)
        }
        writer.key("body")
        body.write(to: &writer)
        writer.endObject()
    }
}
