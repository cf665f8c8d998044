import JSON

/// Feishu's response envelopes (feishu-api §9.3).
enum ReplyWriter {
    /// `{"code":0,"msg":"success","data":{…}}`, where `data` writes the members of `data`.
    static func success(capacity: Int = 256, _ data: (inout JSONWriter) -> Void) -> Reply {
        var writer = JSONWriter(capacity: capacity)
        writer.beginObject()
        writer.key("code")
        writer.value(0)
        writer.key("msg")
        writer.value("success" as StaticString)
        writer.key("data")
        writer.beginObject()
        data(&writer)
        writer.endObject()
        writer.endObject()
        return Reply(body: writer.bytes())
    }

    /// The token calls' answers have no `data`.
    static func flat(_ message: StaticString, _ members: (inout JSONWriter) -> Void = { _ in }) -> Reply {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("code")
        writer.value(0)
        writer.key("msg")
        writer.value(message)
        members(&writer)
        writer.endObject()
        return Reply(body: writer.bytes())
    }

    static func failure(_ refusal: Refusal, logID: String) -> Reply {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.key("code")
        writer.value(refusal.code)
        if refusal.envelope == .token {
            writer.key("data")
            writer.beginObject()
            writer.endObject()
        }
        writer.key("msg")
        writer.value(refusal.message)
        if refusal.envelope == .gateway { writeError(refusal, logID, &writer) }
        writer.endObject()
        return Reply(status: refusal.status, code: refusal.code, headers: refusal.headers, body: writer.bytes())
    }

    private static func writeError(_ refusal: Refusal, _ logID: String, _ writer: inout JSONWriter) {
        writer.key("error")
        writer.beginObject()
        writer.key("log_id")
        writer.value(logID)
        writer.key("troubleshooter")
        writer.value(
            "排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=\(logID)"
                + "&code=\(refusal.code)")
        if !refusal.violations.isEmpty {
            writer.key("field_violations")
            writer.beginArray()
            for violation in refusal.violations {
                writer.beginObject()
                writer.key("field")
                writer.value(violation.field)
                writer.key("description")
                writer.value(violation.description)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }
}
