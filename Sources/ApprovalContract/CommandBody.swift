public import JSON

/// Feishu's own JSON for a command: bytes when it was just made, a parsed value when it was read from a topic.
public enum CommandBody: Sendable {
    case bytes([UInt8])
    case parsed(JSONValue)
}
