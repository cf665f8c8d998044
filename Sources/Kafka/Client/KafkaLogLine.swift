/// A line of librdkafka's own log.
public struct KafkaLogLine: Sendable, Hashable {
    /// Syslog's levels; a lower value is more severe.
    public enum Level: Int, Sendable, Comparable {
        case emergency, alert, critical, error, warning, notice, info, debug

        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    public let level: Level
    /// librdkafka's short word for the kind of line, such as `FAIL` or `CONFWARN`.
    public let facility: String
    public let message: String
    /// How many like it were held back since the last one that was shown.
    public let suppressed: Int

    public init(level: Level, facility: String, message: String, suppressed: Int = 0) {
        self.level = level
        self.facility = facility
        self.message = message
        self.suppressed = suppressed
    }
}
