public import Delivery

/// What the relay is told (docs/configuration.md).
public struct RelayTerms: Sendable {
    /// `quota.per_second`, `quota.per_minute`; 0 for no limit.
    public var perSecond = 50
    public var perMinute = 1000
    /// `execute.concurrency`.
    public var concurrency = 64
    /// `execute.window`.
    public var window = 8192
    /// `feishu.request_timeout`.
    public var requestTimeout: Duration = .seconds(15)
    /// `execute.retry`.
    public var retry = RetryPolicy()

    public init() {}

    var limit: QuotaLimit {
        QuotaLimit(perSecond: perSecond > 0 ? perSecond : nil, perMinute: perMinute > 0 ? perMinute : nil)
    }
}
