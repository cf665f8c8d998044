import JSON

extension SimulatorState {
    static func invalidToken(_ settings: SimulatorSettings) -> Refusal {
        Refusal(
            status: settings.invalidTokenStatus, code: 99_991_663,
            message: "Invalid access token for authorization. Please make a request with token attached.")
    }

    /// Who sent the bearer token.
    func authenticate(_ header: String?, at now: SimulatorInstant) throws(Refusal) -> Principal {
        guard let header, header.hasPrefix("Bearer "), header.utf8.count > 7 else {
            throw Refusal(
                status: 400, code: 99_991_661,
                message: "Missing access token for authorization. Please make a request with token attached.")
        }
        guard let principal = tokens.principal(of: String(header.dropFirst(7)), .tenant, at: now) else {
            throw Self.invalidToken(settings)
        }
        return principal
    }

    /// The token calls: failures are HTTP 200 (feishu-api §1).
    mutating func authenticationReply(_ body: RequestBody, _ call: inout SimulatedCall) throws(Refusal) -> Reply {
        if call.api == .tenantToken { return try tenantTokenReply(body, &call) }
        let app = try app(body)
        guard let principal = directory.home(of: app) else { throw .token(10013, "get tenant access token fail") }
        let isStore = directory[app]?.kind == .store
        switch call.api {
        case .tenantTokenInternal, .appTokenInternal:
            guard !isStore else { throw .token(10014, "app unauthorized") }
            let tenant = tokens.issue(.tenant, to: principal, settings: settings, at: call.now, random: &random)
            guard call.api == .appTokenInternal else {
                return ReplyWriter.flat("ok") { writer in
                    writer.member("tenant_access_token", tenant.token)
                    writer.member("expire", tenant.expire)
                }
            }
            let own = tokens.issue(.app, to: principal, settings: settings, at: call.now, random: &random)
            return ReplyWriter.flat("ok") { writer in
                writer.member("app_access_token", own.token)
                writer.member("tenant_access_token", tenant.token)
                writer.member("expire", min(own.expire, tenant.expire))
            }
        case .appToken:
            guard let ticket = body.object?.text("app_ticket") else { throw .token(10003, "invalid param") }
            guard isStore, ticket == directory[app]?.ticket else { throw .token(10012, "get app access token fail") }
            let own = tokens.issue(.app, to: principal, settings: settings, at: call.now, random: &random)
            return ReplyWriter.flat("success") { writer in
                writer.member("app_access_token", own.token)
                writer.member("expire", own.expire)
            }
        default:
            guard isStore else { throw .token(10016, "app resend fail") }
            return ReplyWriter.flat("success")
        }
    }

    /// A store app's second step: which tenant it works in now.
    private mutating func tenantTokenReply(_ body: RequestBody, _ call: inout SimulatedCall) throws(Refusal) -> Reply {
        guard let token = body.object?.text("app_access_token"), let key = body.object?.text("tenant_key") else {
            throw .token(10003, "invalid param")
        }
        guard let own = tokens.principal(of: token, .app, at: call.now), let app = directory[own.app],
            app.tenants.contains(key), let tenant = directory.tenantIndex(of: key)
        else { throw .token(10013, "get tenant access token fail") }
        call.app = app.id
        let principal = Principal(app: own.app, tenant: tenant)
        let issued = tokens.issue(.tenant, to: principal, settings: settings, at: call.now, random: &random)
        return ReplyWriter.flat("success") { writer in
            writer.member("tenant_access_token", issued.token)
            writer.member("expire", issued.expire)
        }
    }

    private func app(_ body: RequestBody) throws(Refusal) -> UInt16 {
        guard let id = body.object?.text("app_id"), let secret = body.object?.text("app_secret"),
            id.hasPrefix("cli_"), id.utf8.count >= 8
        else { throw .token(10003, "invalid param") }
        guard let app = directory.index(of: id) else { throw .token(10014, "app id not exists") }
        guard directory[app]?.secret == secret else { throw .token(10014, "app secret invalid") }
        return app
    }
}
