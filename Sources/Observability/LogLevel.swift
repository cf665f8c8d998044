/// How much a log record matters, with swift-log's names and order.
public enum LogLevel: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Every step; for one developer and one problem.
    case trace
    /// What helps to find a mistake.
    case debug
    /// The normal course, seldom enough to be read.
    case info
    /// Normal, but worth a look.
    case notice
    /// Something went wrong and the relay copes.
    case warning
    /// Something failed; somebody has to look at it.
    case error
    /// The relay cannot go on.
    case critical

    /// 0 for ``trace`` to 6 for ``critical``.
    public var severity: UInt8 {
        switch self {
        case .trace: 0
        case .debug: 1
        case .info: 2
        case .notice: 3
        case .warning: 4
        case .error: 5
        case .critical: 6
        }
    }

    /// The level of a syslog priority, as librdkafka reports its own messages: 0–2 critical, 3 error, 4 warning, 5 notice,
    /// 6 info, everything else debug.
    public init(syslogPriority: Int) {
        self =
            switch syslogPriority {
            case 0...2: .critical
            case 3: .error
            case 4: .warning
            case 5: .notice
            case 6: .info
            default: .debug
            }
    }

    public static func < (a: LogLevel, b: LogLevel) -> Bool { a.severity < b.severity }
}
