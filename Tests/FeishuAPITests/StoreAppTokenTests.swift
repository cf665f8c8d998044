import ApprovalContract
import FeishuAPI
import Testing

@Suite(.timeLimit(.minutes(1))) struct StoreAppTokenTests {
    @Test func getsATenantsTokenInTheTwoDocumentedSteps() async {
        let owner = Owner(credentials: .store)
        await owner.run { owner in
            owner.client.tokens.setAppTicket(Secret("dskLLdkasd"))
            owner.transport.on(
                "/app_access_token",
                json: #"{"code":0,"msg":"success","app_access_token":"a-6U1SbDiM6XIH2DcTCPyeub","expire":7140}"#)
            owner.transport.on(
                "/tenant_access_token",
                json: #"{"code":0,"msg":"success","tenant_access_token":"t-caecc734","expire":7140}"#)
            owner.transport.on("/external_instances", json: #"{"code":0}"#)
            #expect(await owner.sync().outcome == .success)
            let requests = owner.transport.requests
            #expect(requests[0].url == "https://open.feishu.cn/open-apis/auth/v3/app_access_token")
            #expect(
                text(requests[0].body)
                    == #"{"app_id":"cli_slkdjalasdkjasd","app_secret":"dskLLdkasdjlasdKK","app_ticket":"dskLLdkasd"}"#)
            #expect(requests[1].url == "https://open.feishu.cn/open-apis/auth/v3/tenant_access_token")
            #expect(
                text(requests[1].body)
                    == #"{"app_access_token":"a-6U1SbDiM6XIH2DcTCPyeub","tenant_key":"73658811060f175d"}"#)
            #expect(owner.transport.bearers == ["Bearer t-caecc734"])
        }
    }

    @Test func asksForTheTicketOnceAMinuteAndGoesOnWhenItComes() async {
        let owner = Owner(credentials: .store)
        await owner.run { owner in
            owner.transport.fallback = { request in
                let body =
                    request.url.hasSuffix("/app_ticket/resend")
                    ? #"{"code":0,"msg":"success"}"#
                    : request.url.hasSuffix("/app_access_token")
                        ? #"{"code":0,"app_access_token":"a-1","expire":7140}"#
                        : #"{"code":0,"tenant_access_token":"t-1","expire":7140}"#
                return .answer(FeishuHTTPResponse(status: 200, body: Array(body.utf8)))
            }
            for _ in 0..<20 {
                #expect(await owner.sync().outcome == .retry(.appTicketMissing))
                owner.clock.advance(by: .seconds(2))
            }
            #expect(owner.transport.requests.map(\.url).allSatisfy { $0.hasSuffix("/app_ticket/resend") })
            #expect(owner.transport.requests.count == 1)
            #expect(
                text(owner.transport.requests[0].body)
                    == #"{"app_id":"cli_slkdjalasdkjasd","app_secret":"dskLLdkasdjlasdKK"}"#)
            owner.clock.advance(by: .seconds(60))
            #expect(await owner.sync().outcome == .retry(.appTicketMissing))
            #expect(owner.transport.requests.count == 2)
            owner.client.tokens.setAppTicket(Secret("ticket"))
            #expect(await owner.sync().outcome == .success)
        }
    }

    @Test func asksForAnotherTicketWhenFeishuRefusesTheOneItHas() async {
        let owner = Owner(credentials: .store)
        await owner.run { owner in
            owner.client.tokens.setAppTicket(Secret("stale"))
            owner.transport.on("/app_access_token", json: #"{"code":10012,"msg":"get app access token fail"}"#)
            owner.transport.on("/resend", json: #"{"code":0,"msg":"success"}"#)
            #expect(await owner.sync().outcome == .retry(.appTicketMissing))
            #expect(owner.transport.count("/resend") == 1)

            // The same ticket again doesn't end the pause; another one does.
            owner.client.tokens.setAppTicket(Secret("stale"))
            #expect(await owner.sync().outcome == .retry(.appTicketMissing))
            #expect(owner.transport.requests.count == 2)
            owner.client.tokens.setAppTicket(Secret("fresh"))
            owner.transport.on("/app_access_token", json: #"{"code":0,"app_access_token":"a-1","expire":7140}"#)
            owner.transport.on("/tenant_access_token", json: #"{"code":0,"tenant_access_token":"t-1","expire":7140}"#)
            owner.transport.on("/external_instances", json: #"{"code":0}"#)
            #expect(await owner.sync().outcome == .success)
        }
    }

    @Test(arguments: [10_016, 10_014, 10_003])
    func holdsWhenEvenTheTicketIsRefused(code: Int) async {
        let owner = Owner(credentials: .store)
        await owner.run { owner in
            owner.transport.on("/resend", json: #"{"code":\#(code),"msg":"app resend fail"}"#)
            #expect(await owner.sync().outcome == .hold(.credentials))
        }
    }

    @Test func saysWhichStepFailed() async {
        let owner = Owner(credentials: .store)
        await owner.run { owner in
            owner.client.tokens.setAppTicket(Secret("ticket"))
            owner.transport.on("/app_access_token", json: #"{"code":0,"app_access_token":"a-1","expire":7140}"#)
            owner.transport.on("/tenant_access_token", json: #"{"code":10013,"msg":"get tenant access token fail"}"#)
            let result = await owner.sync()
            #expect(result.outcome == .retry(.tokenUnavailable))
            #expect(result.code == 10_013)
            #expect(
                result.message
                    == "no tenant access token from token.tenant (code 10013): get tenant access token fail")
        }
    }
}
