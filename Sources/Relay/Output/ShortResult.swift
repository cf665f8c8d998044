import JSON

/// Cuts a result down to what identifies it, for a topic that can't take it whole.
enum ShortResult {
    /// Texts are cut to this many characters.
    private static let longestText = 256

    /// The result with `data.truncated`: event, command, outcome and reason code are whole; lists are empty, texts are short.
    /// `nil` for what is no result.
    static func cut(_ value: [UInt8]) -> [UInt8]? {
        let parser = JSONParser(limits: JSONLimits(maximumSize: value.count + 1), refusesDuplicateKeys: false)
        guard let object = (try? parser.parse(value))?.object else { return nil }
        var writer = JSONWriter(capacity: 2048)
        writer.beginObject()
        for member in object {
            writer.key(member.key)
            guard member.key == "data", let data = member.value.object else {
                writer.value(member.value)
                continue
            }
            writer.beginObject()
            writer.key("truncated")
            writer.value(true)
            for part in data {
                writer.key(part.key)
                if part.key == "warnings" || part.key == "undetermined" {
                    writer.beginArray()
                    writer.endArray()
                } else if part.key == "differences" {
                    writer.null()
                } else if part.key == "reason" || part.key == "feishu" {
                    short(part.value, &writer)
                } else if part.key == "request", let request = part.value.object {
                    writer.beginObject()
                    for member in request {
                        writer.key(member.key)
                        if member.key == "body" { writer.null() } else { writer.value(member.value) }
                    }
                    writer.endObject()
                } else {
                    writer.value(part.value)
                }
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes()
    }

    /// Texts are cut, arrays emptied.
    private static func short(_ value: JSONValue, _ writer: inout JSONWriter) {
        if let object = value.object {
            writer.beginObject()
            for member in object {
                writer.key(member.key)
                short(member.value, &writer)
            }
            writer.endObject()
        } else if value.array != nil {
            writer.beginArray()
            writer.endArray()
        } else if let text = value.stringValue {
            writer.value(text.count > longestText ? text.prefix(longestText) + "…" : text)
        } else {
            writer.value(value)
        }
    }
}
