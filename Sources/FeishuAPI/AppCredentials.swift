/// Who the relay is to Feishu: one app in one tenant.
public struct AppCredentials: Sendable, Hashable {
    public let appID: String
    public let appSecret: Secret
    public let kind: Kind

    /// How a tenant access token is come by.
    public enum Kind: Sendable, Hashable {
        /// Made for one tenant: app id and secret are enough.
        case selfBuilt
        /// From the app store: needs the `app_ticket` that Feishu pushes hourly, and the tenant's key.
        case store(tenantKey: String)
    }

    public init(appID: String, appSecret: Secret, kind: Kind = .selfBuilt) {
        self.appID = appID
        self.appSecret = appSecret
        self.kind = kind
    }
}
