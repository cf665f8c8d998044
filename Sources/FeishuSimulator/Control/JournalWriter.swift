import JSON

/// A call as the control API's JSON. Times are Unix microseconds.
enum JournalWriter {
    static func write(_ entry: JournalEntry, _ writer: inout JSONWriter) {
        writer.key("sequence")
        writer.value(entry.sequence)
        writer.member("received_at_us", entry.receivedAt.microseconds)
        if let answered = entry.answeredAt { writer.member("answered_at_us", answered.microseconds) }
        writer.member("api", entry.api.rawValue)
        writer.member("app", entry.app)
        writer.optional("approval_code", entry.keys.approvalCode)
        writer.optional("instance_id", entry.keys.instanceID)
        if !entry.keys.taskIDs.isEmpty { writer.strings("task_ids", entry.keys.taskIDs) }
        writer.optional("uuid", entry.keys.uuid)
        writer.optional("recipient", entry.keys.recipient)
        writer.optional("message_id", entry.keys.messageID)
        writer.optional("request_id", entry.keys.requestID)
        if let version = entry.keys.version { writer.member("version", version) }
        writer.member("outcome", entry.outcome.rawValue)
        if entry.droppedEntities > 0 { writer.member("dropped_entities", entry.droppedEntities) }
        writer.member("status", entry.status)
        writer.member("code", entry.code)
        writer.optional("fault", entry.fault)
    }
}
