/// `quota:` – calls that all processes of the group together may make, for each app and API.
public struct QuotaSettings: Sendable {
    /// `per_second`: Feishu's limit is 50; 0 for none.
    public var perSecond = 50
    /// `per_minute`: Feishu's limit is 1000; 0 for none.
    public var perMinute = 1000

    /// `bulk_percent`: of the calls that bulk commands get while live ones wait too, 0 to 50.
    public var bulkPercent = 5

    public init() {}
}
