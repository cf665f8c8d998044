import FeishuTypes
import JSON

extension JSONWriter {
    mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        value(text)
    }

    mutating func member(_ name: StaticString, _ number: Int64?) {
        guard let number else { return }
        key(name)
        value(number)
    }

    /// A member that is `null` when absent: results name each of theirs.
    mutating func nullableMember(_ name: StaticString, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    /// Epoch milliseconds as RFC 3339 in UTC.
    mutating func timeMember(_ name: StaticString, _ time: Int64?) {
        key(name)
        if let time { value(RFC3339.string(time)) } else { null() }
    }

    mutating func problems(_ problems: [FieldProblem]) {
        beginArray()
        for problem in problems {
            beginObject()
            key("path")
            value(problem.path)
            key("problem")
            value(problem.problem)
            endObject()
        }
        endArray()
    }

    /// The CloudEvents attributes of a result, without `data`.
    mutating func resultAttributes(
        id: String, source: String, outcome: String, subject: String?, time: Int64, correlationID: String?,
        trace: TraceHeaders?
    ) {
        answerAttributes(
            id: id, source: source, type: "approval.result." + outcome, subject: subject, time: time,
            correlationID: correlationID, trace: trace)
    }

    /// Those of whatever answers an event.
    mutating func answerAttributes(
        id: String, source: String, type: String, subject: String?, time: Int64, correlationID: String?,
        trace: TraceHeaders?
    ) {
        key("specversion")
        value("1.0" as StaticString)
        key("id")
        value(id)
        key("source")
        value(source)
        key("type")
        value(type)
        member("subject", subject)
        timeMember("time", time)
        key("datacontenttype")
        value("application/json" as StaticString)
        member("correlationid", correlationID)
        guard let trace else { return }
        key("traceparent")
        value(trace.traceparent)
        member("tracestate", trace.tracestate)
    }
}
