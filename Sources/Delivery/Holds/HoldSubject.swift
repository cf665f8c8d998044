/// What a hold or a throttle is about: an app as Feishu counts it, and one of its APIs or all of them.
public struct HoldSubject: Sendable, Hashable {
    /// As in ``QuotaKey``: the app's id, for a store app with its tenant.
    public var app: String
    /// `nil` for all APIs.
    public var api: String?

    public init(app: String, api: String?) {
        self.app = app
        self.api = api
    }

    /// Whether the calls of that app and API are among those that are held.
    public func covers(app: String, api: String) -> Bool {
        self.app == app && (self.api == nil || self.api == api)
    }
}
