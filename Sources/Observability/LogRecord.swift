/// One thing that was logged.
public struct LogRecord: Sendable, Hashable {
    public struct Field: Sendable, Hashable {
        public let name: String
        public let value: LogValue

        public init(_ name: String, _ value: LogValue) {
            self.name = name
            self.value = value
        }
    }

    /// Milliseconds since 1970, UTC.
    public let time: Int64
    public let level: LogLevel
    /// The label of the logger.
    public let logger: String
    public let message: String
    /// No name twice: a later field replaces an earlier one of its name.
    public let fields: [Field]

    public init(time: Int64, level: LogLevel, logger: String, message: String, fields: [Field]) {
        self.time = time
        self.level = level
        self.logger = logger
        self.message = message
        self.fields = fields
    }

    public subscript(_ name: String) -> LogValue? { fields.first { $0.name == name }?.value }
}
