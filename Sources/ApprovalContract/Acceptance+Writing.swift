public import JSON

extension Acceptance {
    /// Appends it as a structured CloudEvents event.
    ///
    /// - Parameter source: the relay's own `source`.
    public func write(to writer: inout JSONWriter, source: String) {
        writer.beginObject()
        writer.resultAttributes(
            id: id, source: source, outcome: "accepted", subject: subject, time: completed,
            correlationID: correlationID, trace: trace)
        writer.key("data")
        writer.beginObject()
        writer.key("outcome")
        writer.value("accepted" as StaticString)
        writer.key("commands")
        writer.beginArray()
        for command in commands { command.write(to: &writer) }
        writer.endArray()
        writer.key("event")
        event.write(to: &writer, hasTimes: false)
        writer.key("warnings")
        writer.problems(warnings)
        writer.key("times")
        writer.beginObject()
        writer.timeMember("event", event.time)
        writer.timeMember("routed", routed)
        writer.timeMember("completed", completed)
        writer.endObject()
        writer.endObject()
        writer.endObject()
    }
}
