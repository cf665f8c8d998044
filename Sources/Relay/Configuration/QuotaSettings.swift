public import Delivery

/// `quota:` – calls that all processes of the group together may make, for each app and API.
public struct QuotaSettings: Sendable {
    /// `per_second`: Feishu's limit is 50; 0 for none.
    public var perSecond = 50
    /// `per_minute`: Feishu's limit is 1000; 0 for none.
    public var perMinute = 1000

    /// `limits`: limits of single apps and APIs. The last one that names an app and API counts.
    public var limits: [QuotaRule] = []
    /// `limits` as they were written.
    public var limitTexts: [String] = []
    /// `bulk_percent`: of the calls that bulk commands get while live ones wait too, 0 to 50.
    public var bulkPercent = 5

    public init() {}

    /// - Parameters:
    ///   - app: its alias.
    ///   - api: as metrics call it, `instance.sync`.
    public func limit(app: String, api: String) -> QuotaLimit {
        let rule = limits.last { $0.names(app: app, api: api) }
        func bound(_ number: Int) -> Int? { number > 0 ? number : nil }
        return QuotaLimit(
            perSecond: bound(rule?.perSecond ?? perSecond), perMinute: bound(rule?.perMinute ?? perMinute))
    }
}
