import FeishuTypes
public import JSON

extension RelayResult.CommandReference {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(id)
        writer.key("kind")
        writer.value(kind.rawValue)
        writer.key("key")
        writer.value(key)
        writer.key("app")
        writer.value(app)
        writer.key("index")
        writer.value(index)
        writer.key("count")
        writer.value(count)
        writer.endObject()
    }
}

extension RelayResult {
    /// Appends the result as a structured CloudEvents event.
    ///
    /// - Parameter source: the relay's own `source`.
    public func write(to writer: inout JSONWriter, source: String) {
        writer.beginObject()
        writer.resultAttributes(
            id: id, source: source, outcome: outcome.rawValue, subject: subject, time: times.completed,
            correlationID: correlationID, trace: trace)
        writer.key("data")
        writeData(to: &writer)
        writer.endObject()
    }

    private func writeData(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("outcome")
        writer.value(outcome.rawValue)
        writer.key("command")
        if let command { command.write(to: &writer) } else { writer.null() }
        writer.key("event")
        event.write(to: &writer, hasTimes: false)
        writer.key("feishu")
        if let feishu {
            writer.beginObject()
            writer.key("http_status")
            writer.value(feishu.httpStatus)
            writer.key("code")
            if let code = feishu.code { writer.value(code) } else { writer.null() }
            writer.nullableMember("msg", feishu.message)
            writer.nullableMember("log_id", feishu.logID)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.nullableMember("approval_code", approvalCode)
        writer.nullableMember("message_id", messageID)
        writer.key("attempts")
        writer.value(attempts)
        writer.key("warnings")
        writer.problems(warnings)
        writer.nullableMember("superseded_by", supersededBy)
        writeDifferences(to: &writer)
        writer.key("reason")
        if let reason {
            reason.write(to: &writer)
        } else {
            writer.null()
        }
        writer.key("times")
        writer.beginObject()
        writer.timeMember("event", times.event)
        writer.timeMember("routed", times.routed)
        writer.timeMember("called", times.called)
        writer.timeMember("completed", times.completed)
        writer.endObject()
        writer.endObject()
    }

    private func writeDifferences(to writer: inout JSONWriter) {
        writer.key("differences")
        guard let differences else {
            writer.null()
            return
        }
        writer.beginArray()
        for difference in differences {
            writer.beginObject()
            writer.key("instance_id")
            writer.value(difference.instanceID)
            writer.key("update_time")
            writer.value(difference.updateTime)
            writer.key("tasks")
            writer.beginArray()
            for task in difference.tasks {
                writer.beginObject()
                writer.key("task_id")
                writer.value(task.id)
                writer.key("update_time")
                writer.value(task.updateTime)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }
}
