/// Lets an error through once, and again when it comes back after a success or after `interval`.
struct ErrorLimiter {
    private struct Subject: Hashable {
        let code: KafkaError.Code
        let place: String
    }

    let interval: Duration
    let capacity: Int
    private var shown: [Subject: ContinuousClock.Instant] = [:]

    init(interval: Duration = .seconds(60), capacity: Int = 1000) {
        self.interval = interval
        self.capacity = capacity
    }

    mutating func isNews(_ error: KafkaError, at now: ContinuousClock.Instant) -> Bool {
        // librdkafka names the broker before the first colon that a space follows; what comes after has durations.
        let place = error.partition?.description ?? String(error.message.prefix { $0 != " " })
        let subject = Subject(code: error.code, place: place)
        if let before = shown[subject], before.duration(to: now) < interval { return false }
        if shown.count >= capacity { shown.removeAll() }
        shown[subject] = now
        return true
    }

    /// Something worked: whatever fails next is news.
    mutating func succeeded() {
        if !shown.isEmpty { shown.removeAll() }
    }
}
