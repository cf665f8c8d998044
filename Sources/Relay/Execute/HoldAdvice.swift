import ApprovalContract

/// What an operator can do about a hold.
enum HoldAdvice {
    /// The reason of what no hold but the breaker keeps back.
    static let outage = "outage"
    /// Reasons of what each process finds out by itself, or is over soon.
    static let localReasons = ["throttled", "token", outage]
    /// Reasons of what the group holds.
    static let groupReasons = OutcomeClass.HoldReason.allCases.map(\.rawValue) + ["monthly_quota"]

    static func text(_ reason: String, app: String) -> String {
        switch OutcomeClass.HoldReason(rawValue: reason) {
        case .permission: "grant the app \(app) the scopes that Feishu names, in its developer console"
        case .appDisabled: "enable the app \(app) in Feishu's admin console"
        case .notInstalled: "install the app \(app) in the tenant"
        case .ipNotAllowed: "add the relay's address to the allow-list of the app \(app)"
        case .wrongTokenKind, .tokenRefused: "check which app feishu.apps names \(app)"
        case .wrongRoute: "check feishu.base_url, feishu.message_base_url and feishu.message_path"
        case .credentials: "check app_id and app_secret of \(app) under feishu.apps"
        case .planUnsupported: "third-party approvals are not part of the tenant's plan; ask Feishu"
        case nil:
            switch reason {
            case "monthly_quota":
                "the tenant's API quota of this month is used up; it begins anew next month (UTC+8), and is tried each hour"
            case ExecuteStage.paused:
                "look at the dead letters; correct what is wrong, then approval-relay hold release --app \(app)"
            case "token": "no token could be had; it is tried again"
            default: "none; it passes by itself"
            }
        }
    }
}
