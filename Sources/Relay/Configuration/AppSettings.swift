public import Observability

/// An entry of `feishu.apps`.
public struct AppSettings: Sendable {
    /// `alias`: what events call it; `[a-z0-9-]{1,32}`.
    public var alias = "default"
    /// `app_id`.
    public var appID = ""
    /// `app_secret`, or `app_secret_file`.
    public var appSecret = Secret("")
    /// `tenant_key`: makes it a store app, which also needs the `app_ticket` that Feishu pushes.
    public var tenantKey: String?
    /// `app_ticket_file`: a file that holds the latest ticket, watched; otherwise it comes through the control topic.
    public var appTicketFile: String?

    /// What Feishu counts its calls by: two aliases of one app and tenant share its limits and its holds.
    var nameAtFeishu: String { appID + (tenantKey.map { "/" + $0 } ?? "") }

    public init() {}
}
