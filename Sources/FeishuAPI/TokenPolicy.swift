/// When tokens are refreshed and how failures are paced.
public struct TokenPolicy: Sendable, Hashable {
    /// A token with less than this left is refreshed in the background. Feishu gives a new token only when less than 30
    /// minutes are left of the old one, and both stay valid, so it must be below 30 min.
    public var earlyRefresh: Duration
    /// Up to this much of `earlyRefresh` is taken off at random, so that replicas don't ask together.
    public var jitter: Duration
    /// Before its end a token is not used any more: a call takes time.
    public var margin: Duration
    /// Pause after the first failed refresh; doubles up to `longestBackoff`.
    public var shortestBackoff: Duration
    public var longestBackoff: Duration
    /// For so long after Feishu gave a dropped token out again, a further drop of it is refused.
    public var insistence: Duration
    /// Between two requests for a store app's ticket.
    public var ticketRequestInterval: Duration
    /// For one token request.
    public var timeout: Duration

    public init(
        earlyRefresh: Duration = .seconds(15 * 60), jitter: Duration = .seconds(3 * 60),
        margin: Duration = .seconds(15), shortestBackoff: Duration = .seconds(1),
        longestBackoff: Duration = .seconds(60), insistence: Duration = .seconds(60),
        ticketRequestInterval: Duration = .seconds(60), timeout: Duration = .seconds(10)
    ) {
        self.earlyRefresh = earlyRefresh
        self.jitter = jitter
        self.margin = margin
        self.shortestBackoff = shortestBackoff
        self.longestBackoff = longestBackoff
        self.insistence = insistence
        self.ticketRequestInterval = ticketRequestInterval
        self.timeout = timeout
    }
}
