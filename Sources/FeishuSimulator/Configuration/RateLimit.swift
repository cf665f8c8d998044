/// How often one app may make one call within one tenant.
public struct RateLimit: Sendable, Hashable {
    /// Calls per second, 0…1 000 000; 0 is no limit.
    public var perSecond: Int
    /// Calls per minute, 0…1 000 000; 0 is no limit.
    public var perMinute: Int

    public init(perSecond: Int, perMinute: Int) {
        self.perSecond = perSecond
        self.perMinute = perMinute
    }

    /// Feishu's tier 4, which all approval calls are in.
    public static let tier4 = RateLimit(perSecond: 50, perMinute: 1000)
    public static let none = RateLimit(perSecond: 0, perMinute: 0)
    public static let range = 0...1_000_000
}
