/// The names of the fields that several parts of the relay log, so that one search finds all records of an event.
public enum LogField {
    /// An upstream event's id.
    public static let event = "event"
    /// A command's id.
    public static let command = "command"
    /// The approval: instance id or definition code.
    public static let key = "key"
    public static let topic = "topic"
    public static let partition = "partition"
    public static let offset = "offset"
    /// W3C trace id, 32 hexadecimal digits.
    public static let traceID = "trace_id"
    public static let error = "error"
}
