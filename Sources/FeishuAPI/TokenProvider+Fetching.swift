import ApprovalContract
import JSON

extension TokenProvider {
    struct Grant {
        let token: Secret
        let lifetime: Duration
        let requestedAt: ContinuousClock.Instant
    }

    /// Asks Feishu for a token: one call for a self-built app, two for a store app.
    func fetch(requestID: String) async throws(TokenFailure) -> Grant {
        let id = requestID.isEmpty ? "" : PlainText.headerValue(requestID + "-token")
        switch credentials.kind {
        case .selfBuilt:
            let body = FeishuRequestBuilder.object([
                ("app_id", credentials.appID), ("app_secret", credentials.appSecret.exposed),
            ])
            return try await grant(.internalToken, body: body, member: "tenant_access_token", requestID: id)
        case .store(let tenantKey):
            let appToken = try await appToken(requestID: id)
            let body = FeishuRequestBuilder.object([
                ("app_access_token", appToken.exposed), ("tenant_key", tenantKey),
            ])
            return try await grant(.tenantToken, body: body, member: "tenant_access_token", requestID: id)
        }
    }

    private func appToken(requestID: String) async throws(TokenFailure) -> Secret {
        guard let ticket = tickets.ticket else {
            try await askForTicket(requestID: requestID)
            throw TokenFailure(
                .retry(.appTicketMissing), endpoint: .appToken,
                message: "no app_ticket yet; Feishu was asked to push it to the app's event address")
        }
        let body = FeishuRequestBuilder.object([
            ("app_id", credentials.appID), ("app_secret", credentials.appSecret.exposed),
            ("app_ticket", ticket.exposed),
        ])
        do throws(TokenFailure) {
            return try await grant(.appToken, body: body, member: "app_access_token", requestID: requestID).token
        } catch {
            if error.outcome == .retry(.appTicketMissing) { try await askForTicket(requestID: requestID) }
            throw error
        }
    }

    /// Throws only what is worth more than the missing ticket itself: wrong credentials.
    private func askForTicket(requestID: String) async throws(TokenFailure) {
        guard tickets.ask(at: now()) else { return }
        let body = FeishuRequestBuilder.object([
            ("app_id", credentials.appID), ("app_secret", credentials.appSecret.exposed),
        ])
        let exchange = await exchange(.resendTicket, body: body, requestID: requestID)
        if case .hold = exchange.outcome { throw TokenFailure(exchange, endpoint: .resendTicket) }
    }

    private func grant(
        _ endpoint: FeishuEndpoint, body: [UInt8], member: StaticString, requestID: String
    ) async throws(TokenFailure) -> Grant {
        let requestedAt = now()
        let exchange = await exchange(endpoint, body: body, requestID: requestID)
        guard exchange.outcome == .success, let root = exchange.envelope?.root else {
            throw TokenFailure(exchange, endpoint: endpoint)
        }
        guard let text = root[member]?.stringValue, let token = Secret(visible: text),
            let seconds = root["expire"]?.int64, seconds > 0
        else {
            throw TokenFailure(
                .retry(.badAnswer), endpoint: endpoint, httpStatus: exchange.status, code: exchange.envelope?.code,
                message: "code 0 without a usable \(member) and a positive expire", logID: exchange.logID)
        }
        return Grant(token: token, lifetime: .seconds(min(seconds, 86_400)), requestedAt: requestedAt)
    }

    private func exchange(_ endpoint: FeishuEndpoint, body: [UInt8], requestID: String) async -> FeishuExchange {
        let request = builder.request(
            endpoint, body: body, token: nil, requestID: requestID, timeout: policy.timeout)
        let began = now()
        do throws(FeishuTransportError) {
            let response = try await transport.send(request)
            return FeishuExchange(response, from: endpoint, parser: parser, duration: began.duration(to: now()))
        } catch {
            return FeishuExchange(error, from: endpoint, duration: began.duration(to: now()))
        }
    }
}

extension AppCredentials {
    /// Where this app's tenant access token comes from.
    var endpoint: FeishuEndpoint {
        switch kind {
        case .selfBuilt: .internalToken
        case .store: .tenantToken
        }
    }
}
