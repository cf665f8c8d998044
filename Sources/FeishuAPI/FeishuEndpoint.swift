/// One of Feishu's APIs that the relay calls. Limits count per endpoint, app and tenant.
public enum FeishuEndpoint: String, Sendable, Hashable, CaseIterable {
    case createDefinition = "definition.create"
    case getDefinition = "definition.get"
    case syncInstance = "instance.sync"
    case checkInstances = "instance.check"
    case listTasks = "task.list"
    case sendMessage = "message.send"
    case updateMessage = "message.update"
    /// `tenant_access_token/internal`: a self-built app's token.
    case internalToken = "token.internal"
    /// `app_access_token`: first step of a store app.
    case appToken = "token.app"
    /// `tenant_access_token`: second step of a store app.
    case tenantToken = "token.tenant"
    /// `app_ticket/resend`: asks Feishu to push a store app's ticket again.
    case resendTicket = "token.resend_ticket"

    /// Whether this endpoint serves tokens: flat answers without `data`, failures with HTTP 200, no monthly quota.
    public var isAuthentication: Bool {
        switch self {
        case .internalToken, .appToken, .tenantToken, .resendTicket: true
        case .createDefinition, .getDefinition, .syncInstance, .checkInstances, .listTasks, .sendMessage,
            .updateMessage:
            false
        }
    }

    /// Both queries are `GET`; listing tasks has a JSON body all the same, which Feishu demands.
    public var method: FeishuHTTPRequest.Method {
        switch self {
        case .getDefinition, .listTasks: .get
        default: .post
        }
    }
}
