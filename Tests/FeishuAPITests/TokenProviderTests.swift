import ApprovalContract
import Testing

@testable import FeishuAPI

@Suite(.timeLimit(.minutes(1))) struct TokenProviderTests {
    @Test func asksWithExactlyTheDocumentedRequest() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-caecc734c2e3328a62489fe0648c4b98779515d3")
            let lease = try? await owner.client.tokens.token(requestID: "cmd-1")
            #expect(lease?.token.exposed == "t-caecc734c2e3328a62489fe0648c4b98779515d3")
            let request = owner.transport.requests[0]
            #expect(request.method == .post)
            #expect(request.url == "https://open.feishu.cn/open-apis/auth/v3/tenant_access_token/internal")
            #expect(text(request.body) == #"{"app_id":"cli_slkdjalasdkjasd","app_secret":"dskLLdkasdjlasdKK"}"#)
            #expect(
                request.headers == [
                    FeishuHTTPHeader("Content-Type", "application/json; charset=utf-8"),
                    FeishuHTTPHeader("X-Request-Id", "cmd-1-token"),
                ])
            #expect(request.timeout == .seconds(10))
            #expect(owner.client.tokens.remaining == .seconds(7185))
        }
    }

    @Test func makesOneTokenCallForAHundredCommandsAndStaysOnTheActor() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.on("/internal", .hold)
            owner.transport.fallback = { _ in
                .answer(FeishuHTTPResponse(status: 200, body: Array(#"{"code":0,"data":{"data":{}}}"#.utf8)))
            }
        }
        await withTaskGroup(of: FeishuCallResult.self) { group in
            for index in 0..<100 { group.addTask { await owner.sync("r\(index)") } }
            await owner.until { $0.transport.heldCount == 1 && $0.client.tokens.waiting == 100 }
            await owner.run { owner in
                owner.transport.release(
                    json: #"{"code":0,"msg":"ok","tenant_access_token":"t-1","expire":7200}"#)
            }
            for await result in group { #expect(result.outcome == .success) }
        }
        await owner.run { owner in
            #expect(owner.transport.count("/internal") == 1)
            #expect(owner.transport.bearers == Array(repeating: "Bearer t-1", count: 100))
            #expect(owner.transport.isolations.allSatisfy { $0 == ObjectIdentifier(owner) })
        }
    }

    @Test func letsACancelledCallGoAndRefreshesOnForTheOthers() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.on("/internal", .hold)
            owner.transport.fallback = { _ in
                .answer(FeishuHTTPResponse(status: 200, body: Array(#"{"code":0}"#.utf8)))
            }
        }
        let first = Task { await owner.sync("first") }
        await owner.until { $0.transport.heldCount == 1 }
        let second = Task { await owner.sync("second") }
        await owner.until { $0.client.tokens.waiting == 2 }
        first.cancel()
        let left = await first.value
        #expect(left.outcome == .retry(.cancelled))
        #expect(left.reach == .neverSent)
        await owner.run { owner in
            #expect(owner.transport.heldCount == 1)
            owner.transport.release(json: #"{"code":0,"tenant_access_token":"t-1","expire":7200}"#)
        }
        #expect(await second.value.outcome == .success)
        await owner.run { owner in #expect(owner.transport.count("/internal") == 1) }
    }

    @Test func isCancelledAtOnceWhenItsTaskAlreadyIs() async {
        let owner = Owner()
        await owner.run { $0.transport.on("/internal", .hold) }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await owner.sync()
        }
        task.cancel()
        #expect(await task.value.outcome == .retry(.cancelled))
        await owner.until { $0.transport.heldCount == 1 }
        await owner.run { $0.transport.release(json: "{}") }
    }

    @Test func makesOneTokenCallWhenAHundredCommandsMeetADeadTokenService() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.fallback = { _ in
                .fail(FeishuTransportError(.connectFailed, reach: .neverSent, message: "refused"))
            }
            for index in 0..<100 {
                let result = await owner.sync("r\(index)")
                #expect(result.outcome == .retry(.tokenUnavailable))
                #expect(result.resetAfter == .milliseconds(750))
                #expect(result.reach == .neverSent)
                #expect(result.exchanges == 0)
            }
            #expect(owner.transport.requests.count == 1)
            owner.clock.advance(by: .milliseconds(750))
            _ = await owner.sync()
            #expect(owner.transport.requests.count == 2)
        }
    }

    @Test func refreshesInTheBackgroundWhileTheOldTokenServes() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.fallback = { _ in
                .answer(FeishuHTTPResponse(status: 200, body: Array(#"{"code":0}"#.utf8)))
            }
            _ = await owner.sync()
            owner.clock.advance(by: .seconds(7200 - 14 * 60 + 90))
            owner.transport.on("/internal", .hold)
            #expect(await owner.sync().outcome == .success)
        }
        await owner.until { $0.transport.heldCount == 1 }
        await owner.run { owner in
            #expect(await owner.sync().outcome == .success)
            #expect(owner.transport.bearers == ["Bearer t-1", "Bearer t-1", "Bearer t-1"])
            owner.transport.release(json: #"{"code":0,"tenant_access_token":"t-2","expire":7200}"#)
        }
        await owner.until { !$0.client.tokens.isRefreshing }
        await owner.run { owner in
            #expect(await owner.sync().outcome == .success)
            #expect(owner.transport.bearers.last == "Bearer t-2")
        }
    }

    @Test(
        arguments: [
            (200, #"{"code":10003,"data":{},"msg":"invalid param"}"#, .hold(.credentials)),
            (200, #"{"code":10014,"msg":"app secret invalid"}"#, .hold(.credentials)),
            (400, #"{"code":10014,"msg":"app id not exists"}"#, .hold(.credentials)),
            (200, #"{"code":10015,"msg":"x"}"#, .hold(.credentials)),
            (200, #"{"code":99991543,"msg":"x"}"#, .hold(.credentials)),
            (200, #"{"code":2200,"msg":"Internal Error"}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":10013,"msg":"x"}"#, .retry(.tokenUnavailable)),
            (429, #"{"code":99991400,"msg":"request trigger frequency limit"}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":123456,"msg":"new"}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":1390001,"msg":"never blame the record"}"#, .retry(.tokenUnavailable)),
            (401, "unauthorized", .retry(.tokenUnavailable)),
            (404, "404 page not found", .hold(.wrongRoute)),
            (502, "<html>", .retry(.tokenUnavailable)),
            (200, "<html>", .retry(.tokenUnavailable)),
            (200, #"{"code":0,"msg":"ok"}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":"t-1"}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":"t-1","expire":0}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":"t-1","expire":-9223372036854775808}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":"t-1","expire":"7200"}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":"","expire":7200}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":"t\r\nX-Evil: 1","expire":7200}"#, .retry(.tokenUnavailable)),
            (200, #"{"code":0,"tenant_access_token":{"a":1},"expire":7200}"#, .retry(.tokenUnavailable)),
        ] as [(Int, String, OutcomeClass)])
    func neverBlamesTheRecordForATokenThatCantBeHad(status: Int, body: String, expected: OutcomeClass) async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.on("/internal", status: status, json: body)
            let result = await owner.sync()
            #expect(result.outcome == expected)
            #expect(result.reach == .neverSent)
            #expect(owner.transport.requests.count == 1)
            #expect(!"\(result)".contains("dskLLdkasdjlasdKK"))
            #expect(!String(describing: owner.client.tokens.lastFailure).contains("dskLLdkasdjlasdKK"))
        }
    }

    @Test func takesTheLargestLifetimeWithoutHarm() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1", expire: Int.max)
            owner.transport.on("/external_instances", json: #"{"code":0}"#)
            #expect(await owner.sync().outcome == .success)
            #expect(owner.client.tokens.remaining == .seconds(7185))
        }
    }

    @Test func waitsAsLongAsTheTokenServiceSays() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.on(
                "/internal", status: 429, headers: [FeishuHTTPHeader("X-OGW-RateLimit-Reset", "52")],
                json: #"{"code":99991400,"msg":"request trigger frequency limit"}"#)
            let result = await owner.sync()
            #expect(result.resetAfter == .seconds(52))
            owner.clock.advance(by: .seconds(51))
            _ = await owner.sync()
            #expect(owner.transport.requests.count == 1)
        }
    }

    @Test func reportsEveryRefresh() async {
        let owner = Owner()
        await owner.run { owner in
            owner.client.tokens.onRefresh = { report in owner.assumeIsolated { $0.reports.append(report) } }
            owner.transport.on("/internal", status: 502, json: "")
            owner.transport.onToken("t-1", expire: 4567)
            owner.transport.on("/external_instances", json: #"{"code":0}"#)
            _ = await owner.sync()
            owner.clock.advance(by: .seconds(1))
            _ = await owner.sync()
            #expect(owner.reports.map(\.failure?.outcome) == [.retry(.tokenUnavailable), nil])
            #expect(owner.reports.last?.lifetime == .seconds(4567))
        }
    }

    @Test func endsEverybodysWaitWhenItStops() async {
        let owner = Owner()
        await owner.run { $0.transport.on("/internal", .hold) }
        let task = Task { await owner.sync() }
        await owner.until { $0.transport.heldCount == 1 && $0.client.tokens.waiting == 1 }
        await owner.run { $0.client.tokens.shutdown() }
        #expect(await task.value.outcome == .retry(.cancelled))
        await owner.run { $0.transport.release(json: "{}") }
    }

    @Test func refreshesInPlaceWithoutAnActor() async throws {
        let transport = ScriptedTransport()
        transport.onToken("t-1")
        let provider = TokenProvider(credentials: .sample, hosts: .lark, transport: transport)
        let lease = try await provider.token(isolation: nil)
        #expect(lease.token.exposed == "t-1")
        #expect(
            transport.requests[0].url == "https://open.larksuite.com/open-apis/auth/v3/tenant_access_token/internal")
        #expect(transport.requests[0].header("x-request-id") == nil)
    }
}
