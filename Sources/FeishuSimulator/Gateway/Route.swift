/// Which call a method and path mean.
enum Route: Equatable {
    case call(SimulatedAPI, parameter: String)
    /// A method that Feishu's definition path answers with 99991663 though the token is valid (measured; a switch).
    case wrongDefinitionMethod
    case control
    case unknown

    init(_ method: String, _ path: String) {
        if path.hasPrefix("/_simulator") {
            self = .control
            return
        }
        let definitions = "/open-apis/approval/v4/external_approvals"
        switch (method, path) {
        case ("POST", "/open-apis/approval/v4/external_instances"): self = .call(.instanceSync, parameter: "")
        case ("POST", "/open-apis/approval/v1/message/send"), ("POST", "/approval/openapi/v1/message/send"):
            self = .call(.messageSend, parameter: "")
        case ("POST", "/open-apis/approval/v1/message/update"), ("POST", "/approval/openapi/v1/message/update"):
            self = .call(.messageUpdate, parameter: "")
        case ("POST", "/open-apis/approval/v4/external_instances/check"): self = .call(.instanceCheck, parameter: "")
        case ("GET", "/open-apis/approval/v4/external_tasks"): self = .call(.taskList, parameter: "")
        case ("POST", definitions): self = .call(.definitionCreate, parameter: "")
        case ("GET", definitions): self = .wrongDefinitionMethod
        default:
            if path.hasPrefix(definitions + "/") {
                self = Self.definition(method, code: path.dropFirst(definitions.count + 1))
            } else if method == "POST", let api = Self.authentication(path) {
                self = .call(api, parameter: "")
            } else {
                self = .unknown
            }
        }
    }

    private static func definition(_ method: String, code: Substring) -> Route {
        guard !code.isEmpty, !code.contains("/") else { return .unknown }
        switch method {
        case "GET": return .call(.definitionGet, parameter: String(code))
        case "DELETE": return .wrongDefinitionMethod
        default: return .unknown
        }
    }

    /// A slash at the end is accepted here, as has been measured.
    private static func authentication(_ path: String) -> SimulatedAPI? {
        let prefix = "/open-apis/auth/v3/"
        guard path.hasPrefix(prefix) else { return nil }
        var name = path.dropFirst(prefix.count)
        if name.last == "/" { name.removeLast() }
        switch name {
        case "tenant_access_token/internal": return .tenantTokenInternal
        case "app_access_token/internal": return .appTokenInternal
        case "app_access_token": return .appToken
        case "tenant_access_token": return .tenantToken
        case "app_ticket/resend": return .ticketResend
        default: return nil
        }
    }
}
