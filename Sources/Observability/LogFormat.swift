/// How records are written.
public enum LogFormat: String, Sendable, Hashable, CaseIterable {
    /// Text on a terminal, JSON elsewhere.
    case auto
    /// One JSON object per line.
    case json
    /// For people: time, level, logger, message, fields.
    case text
}
