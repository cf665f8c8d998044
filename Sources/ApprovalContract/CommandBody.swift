public import JSON

/// Feishu's own JSON for a command: bytes when it was just made, a parsed value when it was read from a topic.
public enum CommandBody: Sendable {
    case bytes([UInt8])
    case parsed(JSONValue)

    func write(to writer: inout JSONWriter) {
        switch self {
        case .bytes(let bytes): writer.rawValue(bytes.span)
        case .parsed(let value): writer.value(value)
        }
    }

    /// The body as a value; nil for bytes that are no JSON.
    var value: JSONValue? {
        switch self {
        case .bytes(let bytes): try? JSONParser(limits: JSONLimits(maximumSize: bytes.count)).parse(bytes)
        case .parsed(let value): value
        }
    }

    /// The JSON as it would be written.
    public var json: [UInt8] {
        switch self {
        case .bytes(let bytes): return bytes
        case .parsed(let value):
            var writer = JSONWriter(capacity: 512)
            writer.value(value)
            return writer.bytes()
        }
    }
}
