/// Decides which occurrences of a repeating condition are worth a line: the first, every change of its state, a reminder now
/// and then. Pure: the time is an argument, counted from any fixed origin.
///
/// What is known is bounded: at the limit the condition that was heard of longest ago is forgotten, and would be logged anew.
public struct LogThrottle: Sendable {
    public enum Decision: Sendable, Hashable {
        /// Say it; so many occurrences were passed over since the last time it was said.
        case log(repeated: Int)
        case passOver
    }

    /// What a condition was when it ended.
    public struct Recovery: Sendable, Hashable, CustomStringConvertible {
        public let occurrences: Int
        /// From the first occurrence to the recovery.
        public let lasted: Duration

        /// `recovered after 52 times in 3m20s`
        public var description: String {
            "recovered after \(occurrences) \(occurrences == 1 ? "time" : "times") in \(Self.brief(lasted))"
        }

        /// Two units are enough for a reader: `240ms`, `52s`, `3m20s`, `2h5m`, `3d4h`.
        private static func brief(_ duration: Duration) -> String {
            let (seconds, attoseconds) = max(duration, .zero).components
            return switch seconds {
            case 0: "\(attoseconds / 1_000_000_000_000_000)ms"
            case 1..<60: "\(seconds)s"
            case 60..<3600: "\(seconds / 60)m\(seconds % 60)s"
            case 3600..<86_400: "\(seconds / 3600)h\(seconds / 60 % 60)m"
            default: "\(seconds / 86_400)d\(seconds / 3600 % 24)h"
            }
        }
    }

    private struct Condition {
        var state: String
        let began: Duration
        var said: Duration
        var heard: Duration
        var occurrences: Int
        var passedOver: Int
    }

    private let reminder: Duration
    private let limit: Int
    private var conditions: [String: Condition] = [:]

    /// - Parameters:
    ///   - reminder: how long a condition that lasts stays unmentioned.
    ///   - limit: conditions remembered at once.
    public init(reminder: Duration = .seconds(300), limit: Int = 1024) {
        self.reminder = reminder
        self.limit = max(1, limit)
    }

    /// Conditions that have not recovered.
    public var count: Int { conditions.count }

    public mutating func occurred(_ key: String, state: String = "", at now: Duration) -> Decision {
        guard var condition = conditions[key] else {
            if conditions.count >= limit, let oldest = conditions.min(by: { $0.value.heard < $1.value.heard })?.key {
                conditions[oldest] = nil
            }
            conditions[key] = Condition(
                state: state, began: now, said: now, heard: now, occurrences: 1, passedOver: 0)
            return .log(repeated: 0)
        }
        condition.occurrences += 1
        condition.heard = now
        let isNews = condition.state != state || now - condition.said >= reminder
        let passedOver = condition.passedOver
        condition.state = state
        condition.passedOver = isNews ? 0 : passedOver + 1
        if isNews { condition.said = now }
        conditions[key] = condition
        return isNews ? .log(repeated: passedOver) : .passOver
    }

    /// The condition has ended; nil when it wasn't there.
    public mutating func recovered(_ key: String, at now: Duration) -> Recovery? {
        conditions.removeValue(forKey: key).map { Recovery(occurrences: $0.occurrences, lasted: now - $0.began) }
    }
}
