/// What all processes of a group hold back until somebody has put it right, as it stands in the control topic.
public struct GroupHold: Sendable, Hashable {
    /// One word, as in ``OutcomeClass/HoldReason``, or `monthly_quota`.
    public var subject: HoldSubject
    public var reason: String
    /// What Feishu said.
    public var detail: String
    /// The app as the configuration of the process that found it calls it.
    public var alias: String
    /// Names this hold among all that ever were.
    public var id: String
    /// Tries so far whether it has been put right. The first process that writes the next number may make one call.
    public var probe: Int
    /// The process that wrote this record.
    public var writer: String
    /// When it was placed, by its writer's clock: epoch milliseconds. For people only.
    public var since: Int64
    /// How long it holds from the record's writing on, and the time between two tries.
    public var duration: Duration
    public var interval: Duration

    public static let longest = ThrottleHold.longestHold
    public static let longestInterval = Duration.seconds(86_400)
    public static let shortestInterval = Duration.milliseconds(100)

    public init(
        subject: HoldSubject, reason: String, detail: String, alias: String, id: String, probe: Int = 0, writer: String,
        since: Int64, duration: Duration, interval: Duration
    ) {
        self.subject = subject
        self.reason = reason
        self.detail = detail
        self.alias = alias
        self.id = id
        self.probe = probe
        self.writer = writer
        self.since = since
        self.duration = min(max(duration, .zero), Self.longest)
        self.interval = min(max(interval, Self.shortestInterval), Self.longestInterval)
    }
}
