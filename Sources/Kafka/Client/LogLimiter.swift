/// Holds back what librdkafka repeats: a broker that can't be reached is one line, not one each second.
///
/// A line is shown when its facility and broker have not said the same before, when what they say changes, when the
/// broker has been up in between, and again after `interval`.
struct LogLimiter {
    private struct Subject: Hashable {
        let facility: String
        let broker: String
    }

    private struct Said {
        var text: String
        var since: ContinuousClock.Instant
        var suppressed: Int
    }

    /// How long a line that is repeated without change stays away.
    let interval: Duration
    /// Bounds the memory, should librdkafka name ever new brokers.
    let capacity: Int
    private var said: [Subject: Said] = [:]

    init(interval: Duration = .seconds(600), capacity: Int = 1000) {
        self.interval = interval
        self.capacity = capacity
    }

    /// The line to show, or nil.
    mutating func line(
        level: KafkaLogLine.Level, facility: String, message: String, at now: ContinuousClock.Instant
    ) -> KafkaLogLine? {
        // What is asked for by `debug` is meant to be complete.
        if level == .debug { return KafkaLogLine(level: level, facility: facility, message: message) }
        let subject = Subject(facility: facility, broker: Self.broker(in: message))
        let text = Self.withoutNumbers(message)
        var suppressed = 0
        if let before = said[subject] {
            if before.text == text, before.since.duration(to: now) < interval {
                said[subject]?.suppressed += 1
                return nil
            }
            suppressed = before.suppressed
        } else if said.count >= capacity {
            said.removeAll()
        }
        said[subject] = Said(text: text, since: now, suppressed: 0)
        return KafkaLogLine(level: level, facility: facility, message: message, suppressed: suppressed)
    }

    /// The broker is reachable: a line that says so if complaints about it were shown, and its next failure is news.
    mutating func recovered(broker: String) -> KafkaLogLine? {
        let address = Self.address(of: broker)
        let subjects = said.keys.filter { $0.broker == address }
        guard !subjects.isEmpty else { return nil }
        var suppressed = 0
        for subject in subjects { suppressed += said.removeValue(forKey: subject)?.suppressed ?? 0 }
        return KafkaLogLine(
            level: .info, facility: "RECOVERED", message: "\(broker): connected again", suppressed: suppressed)
    }

    /// `[thrd:sasl_ssl://b:9092/1]: …` names the thread, which is named after the broker.
    private static func broker(in message: String) -> String {
        guard message.hasPrefix("[thrd:"), let end = message.firstIndex(of: "]") else { return "" }
        return address(of: String(message[message.index(message.startIndex, offsetBy: 6)..<end]))
    }

    /// `host:port` of `host:port/3` and `host:port/bootstrap`: a broker gets its number when it is first reached.
    private static func address(of broker: String) -> String {
        guard let slash = broker.lastIndex(of: "/") else { return broker }
        return String(broker[..<slash])
    }

    /// Without durations and counts, which differ each time, and the remark in brackets at the end.
    private static func withoutNumbers(_ message: String) -> String {
        var text = Substring(message)
        if text.hasSuffix(")"), let start = text.firstRange(of: " (after ")?.lowerBound { text = text[..<start] }
        return String(text.filter { !$0.isNumber })
    }
}
