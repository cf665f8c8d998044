/// Spreads calls that nobody waits for evenly over the minute, so that there is always room for one that somebody waits for.
///
/// A backlog that took its minute's calls in its first seconds would leave none for the rest of the minute. At an even pace a call's place
/// in the minute becomes free as often as calls go out.
///
/// Pure: times count from any fixed instant.
public struct BulkPace: Sendable, Hashable {
    /// What may go at once after a rest.
    public static let burst: Duration = .milliseconds(500)

    /// When the calls that went would be through, had they gone at the pace.
    private var through = Duration.zero

    public init() {}

    /// How long until the next one may go; zero for now, and `nil` where there is nothing to be paced.
    ///
    /// - Parameter perMinute: calls that may be made in a minute; `nil` for any number.
    public func wait(perMinute: Int?, at now: Duration) -> Duration? {
        guard let perMinute else { return .zero }
        guard perMinute > 0 else { return nil }
        return max(.zero, through - Self.burst - now)
    }

    /// One went.
    public mutating func passed(perMinute: Int?, at now: Duration) {
        guard let perMinute, perMinute > 0 else { return }
        through = max(through, now) + .seconds(60) / perMinute
    }
}
