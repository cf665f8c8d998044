import FeishuTypes
public import JSON

extension DryRunAnswer {
    /// Appends it as a structured CloudEvents event of a type `approval.dry_run.…`.
    ///
    /// - Parameter source: the relay's own `source`.
    public func write(to writer: inout JSONWriter, source: String) {
        writer.beginObject()
        writer.answerAttributes(
            id: id, source: source, type: "approval.dry_run." + outcome.rawValue, subject: subject,
            time: times.completed, correlationID: correlationID, trace: trace)
        writer.key("data")
        writer.beginObject()
        writer.key("dry_run")
        writer.value(true)
        writer.key("outcome")
        writer.value(outcome.rawValue)
        writer.key("command")
        if let command { command.write(to: &writer) } else { writer.null() }
        writer.key("event")
        event.write(to: &writer, hasTimes: false)
        writer.key("request")
        if let request { request.write(to: &writer) } else { writer.null() }
        writer.key("undetermined")
        writer.problems(undetermined)
        writer.key("warnings")
        writer.problems(warnings)
        writer.key("reason")
        if let reason { reason.write(to: &writer) } else { writer.null() }
        writer.nullableMember("answer_topic", answerTopic)
        writer.key("times")
        writer.beginObject()
        writer.timeMember("event", times.event)
        writer.timeMember("routed", times.routed)
        writer.timeMember("completed", times.completed)
        writer.endObject()
        writer.endObject()
        writer.endObject()
    }
}

extension PlannedRequest {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.nullableMember("method", method)
        writer.nullableMember("origin", origin)
        writer.nullableMember("path", path)
        writer.key("body")
        // An answer is for its sender's eyes and others'; secrets of a body are for Feishu's.
        if let body = body.value { writer.redacted(body) } else { writer.null() }
        writer.endObject()
    }
}
