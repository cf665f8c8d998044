/// The calls that the simulator knows. The raw value is the name used in settings, faults and the journal.
public enum SimulatedAPI: String, Sendable, Hashable, CaseIterable {
    /// `POST /open-apis/auth/v3/tenant_access_token/internal`
    case tenantTokenInternal = "tenant_access_token_internal"
    /// `POST /open-apis/auth/v3/app_access_token/internal`
    case appTokenInternal = "app_access_token_internal"
    /// `POST /open-apis/auth/v3/app_access_token`, a store app's first step.
    case appToken = "app_access_token"
    /// `POST /open-apis/auth/v3/tenant_access_token`, a store app's second step.
    case tenantToken = "tenant_access_token"
    /// `POST /open-apis/auth/v3/app_ticket/resend`
    case ticketResend = "app_ticket_resend"
    /// `POST /open-apis/approval/v4/external_approvals`
    case definitionCreate = "definition_create"
    /// `GET /open-apis/approval/v4/external_approvals/:approval_code`
    case definitionGet = "definition_get"
    /// `POST /open-apis/approval/v4/external_instances`
    case instanceSync = "instance_sync"
    /// `POST /open-apis/approval/v4/external_instances/check`
    case instanceCheck = "instance_check"
    /// `GET /open-apis/approval/v4/external_tasks`
    case taskList = "task_list"
    /// `POST /open-apis/approval/v1/message/send` and its older address.
    case messageSend = "message_send"
    /// `POST /open-apis/approval/v1/message/update` and its older address.
    case messageUpdate = "message_update"
    /// A path or method that nothing answers.
    case unknown

    /// Calls without a bearer token; they count for no limit and no quota.
    public var isAuthentication: Bool {
        switch self {
        case .tenantTokenInternal, .appTokenInternal, .appToken, .tenantToken, .ticketResend: true
        default: false
        }
    }

    /// The older bot API, which answers its own refusals with HTTP 200.
    var isMessage: Bool { self == .messageSend || self == .messageUpdate }

    static let names = allCases.map(\.rawValue)
}
