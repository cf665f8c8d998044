/// What is known of a store app's `app_ticket`, and when Feishu may be asked to push it again. Pure: time is an argument.
struct AppTicketState: Sendable {
    private(set) var ticket: Secret?
    private var mayAskAt: ContinuousClock.Instant?
    private let interval: Duration

    init(interval: Duration) {
        self.interval = interval
    }

    /// True if the ticket is another than before.
    mutating func set(_ ticket: Secret) -> Bool {
        defer { self.ticket = ticket }
        return self.ticket != ticket
    }

    /// Whether to ask for the ticket now; asking again is refused until the interval is over.
    mutating func ask(at now: ContinuousClock.Instant) -> Bool {
        if let mayAskAt, now < mayAskAt { return false }
        mayAskAt = now.advanced(by: interval)
        return true
    }
}
