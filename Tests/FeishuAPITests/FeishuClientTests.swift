import ApprovalContract
import FeishuAPI
import FeishuTypes
import Testing

@Suite(.timeLimit(.minutes(1))) struct FeishuClientTests {
    private let ok = #"{"code":0,"msg":"success","data":{"data":{}}}"#
    private let refused = """
        {"code": 99991663, "msg": "Invalid access token for authorization. Please make a request with token attached.",
         "error": {"log_id": "202408271038458450E8497E60835abcef", "message": "Refer to the documentation"}}
        """

    private func options(_ id: String = "cmd-1:1") -> FeishuClient.Options {
        FeishuClient.Options(requestID: id, timeout: .seconds(7))
    }

    private func expect(
        _ request: FeishuHTTPRequest?, _ method: FeishuHTTPRequest.Method, _ url: String, body: String,
        location: SourceLocation = #_sourceLocation
    ) {
        #expect(request?.method == method, sourceLocation: location)
        #expect(request?.url == url, sourceLocation: location)
        #expect(request.map { text($0.body) } == body, sourceLocation: location)
        #expect(
            request?.headers == [
                FeishuHTTPHeader("Authorization", "Bearer t-1"),
                FeishuHTTPHeader("Content-Type", "application/json; charset=utf-8"),
                FeishuHTTPHeader("X-Request-Id", "cmd-1:1"),
            ], sourceLocation: location)
        #expect(request?.timeout == .seconds(7), sourceLocation: location)
    }

    @Test(arguments: [
        (FeishuHosts.feishu, "https://open.feishu.cn", "https://open.feishu.cn/open-apis/approval/v1/message"),
        (FeishuHosts.lark, "https://open.larksuite.com", "https://www.larksuite.com/approval/openapi/v1/message"),
    ])
    func sendsExactlyTheDocumentedRequests(hosts: FeishuHosts, base: String, messages: String) async {
        let owner = Owner(hosts: hosts)
        let options = options()
        await owner.run { owner in
            let client = owner.client
            owner.transport.onToken("t-1")
            owner.transport.fallback = { _ in .answer(FeishuHTTPResponse(status: 404)) }
            let body = Array(#"{"x":"…"}"#.utf8)

            _ = await client.createDefinition(body: body, options)
            expect(
                owner.transport.requests.last, .post, base + "/open-apis/approval/v4/external_approvals",
                body: #"{"x":"…"}"#)
            _ = await client.createDefinition(
                body: body, userIDType: "user_id", departmentIDType: "department_id", options)
            expect(
                owner.transport.requests.last, .post,
                base
                    + "/open-apis/approval/v4/external_approvals?department_id_type=department_id&user_id_type=user_id",
                body: #"{"x":"…"}"#)
            _ = await client.getDefinition(code: "B7B65FFE/..?#%é", userIDType: "union_id", options)
            expect(
                owner.transport.requests.last, .get,
                base + "/open-apis/approval/v4/external_approvals/B7B65FFE%2F..%3F%23%25%C3%A9?user_id_type=union_id",
                body: "")
            _ = await client.syncInstance(body: body, options)
            expect(
                owner.transport.requests.last, .post, base + "/open-apis/approval/v4/external_instances",
                body: #"{"x":"…"}"#)
            _ = await client.checkInstances(body: body, options)
            expect(
                owner.transport.requests.last, .post, base + "/open-apis/approval/v4/external_instances/check",
                body: #"{"x":"…"}"#)
            _ = await client.listTasks(body: body, pageSize: 9000, pageToken: "nF1Z+/=&", options)
            expect(
                owner.transport.requests.last, .get,
                base + "/open-apis/approval/v4/external_tasks?page_size=500&page_token=nF1Z%2B%2F%3D%26",
                body: #"{"x":"…"}"#)
            _ = await client.listTasks(body: body, options)
            #expect(owner.transport.requests.last?.url == base + "/open-apis/approval/v4/external_tasks")
            _ = await client.sendMessage(body: body, options)
            expect(owner.transport.requests.last, .post, messages + "/send", body: #"{"x":"…"}"#)
            _ = await client.updateMessage(body: body, options)
            expect(owner.transport.requests.last, .post, messages + "/update", body: #"{"x":"…"}"#)
        }
    }

    @Test func rendersTypedRequestsAndTurnsThePages() async {
        let owner = Owner()
        let options = options()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.fallback = { _ in .answer(FeishuHTTPResponse(status: 404)) }
            var query = TaskQuery()
            query.instanceIDs = ["oa_159160304"]
            query.pageSize = 200
            query.pageToken = "p"
            _ = await owner.client.listTasks(query, options)
            expect(
                owner.transport.requests.last, .get,
                "https://open.feishu.cn/open-apis/approval/v4/external_tasks?page_size=200&page_token=p",
                body: #"{"instance_ids":["oa_159160304"]}"#)
            let check = InstanceCheck(instances: [
                InstanceCheckItem(
                    instanceID: "1", updateTime: 1_591_603_040_000,
                    tasks: [InstanceCheckTask(taskID: "2", updateTime: 1_591_603_040_001)])
            ])
            _ = await owner.client.checkInstances(check, options)
            expect(
                owner.transport.requests.last, .post,
                "https://open.feishu.cn/open-apis/approval/v4/external_instances/check",
                body: #"{"instances":[{"instance_id":"1","update_time":"1591603040000","#
                    + #""tasks":[{"task_id":"2","update_time":"1591603040001"}]}]}"#)
        }
    }

    @Test(arguments: ["", ".", "..", String(repeating: "x", count: 129)])
    func doesNotAskForADefinitionWhoseCodeWouldNameAnotherAPI(code: String) async {
        let owner = Owner()
        let options = options()
        await owner.run { owner in
            let result = await owner.client.getDefinition(code: code, options)
            #expect(result.outcome == .refused(.validation))
            #expect(result.reach == .neverSent)
            #expect(owner.transport.requests.isEmpty)
        }
    }

    @Test func keepsLineBreaksOutOfTheRequestID() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", json: #"{"code":0}"#)
            _ = await owner.sync("a\r\nX-Evil: 1\u{E9}" + String(repeating: "z", count: 500))
            let id = owner.transport.requests.last?.header("X-Request-Id")
            #expect(id?.hasPrefix("aX-Evil:1zz") == true)
            #expect(id?.utf8.count == 128)
        }
    }

    @Test func repeatsOnceWithAFreshTokenWhenTheOldOneIsRefused() async {
        let owner = Owner()
        await owner.run { [ok, refused] owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", status: 400, json: refused)
            owner.transport.onToken("t-2")
            owner.transport.on("/external_instances", json: ok)
            let result = await owner.sync("cmd")
            #expect(result.outcome == .success)
            #expect(result.exchanges == 2)
            #expect(result.requestID == "cmd-2")
            #expect(owner.transport.bearers == ["Bearer t-1", "Bearer t-2"])
            #expect(owner.transport.requests.last?.header("X-Request-Id") == "cmd-2")
        }
    }

    @Test func holdsWhenAFreshTokenIsRefusedToo() async {
        let owner = Owner()
        await owner.run { [refused] owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", status: 200, json: refused)
            owner.transport.onToken("t-2")
            owner.transport.on("/external_instances", status: 400, json: refused)
            let result = await owner.sync()
            #expect(result.outcome == .hold(.tokenRefused))
            #expect(result.code == 99_991_663)
            #expect(result.logID == "202408271038458450E8497E60835abcef")
            #expect(result.reach == .answered)
            #expect(owner.transport.requests.count == 4)
        }
    }

    @Test func doesNotLoopWhenFeishuReturnsTheTokenThatItRefuses() async {
        let owner = Owner()
        await owner.run { [refused] owner in
            owner.transport.fallback = { request in
                let token = #"{"code":0,"tenant_access_token":"t-1","expire":5000}"#
                let body = request.url.hasSuffix("/internal") ? token : refused
                return .answer(FeishuHTTPResponse(status: 200, body: Array(body.utf8)))
            }
            #expect(await owner.sync().outcome == .hold(.tokenRefused))
            #expect(owner.transport.count("/internal") == 2)
            for _ in 0..<50 { #expect(await owner.sync().outcome == .hold(.tokenRefused)) }
            #expect(owner.transport.count("/internal") == 2)
            #expect(owner.transport.count("/external_instances") == 52)
        }
    }

    @Test func refetchesOnceWhenManyCallsFailWithTheSameToken() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", json: #"{"code":0}"#)
            _ = await owner.sync()
            for _ in 0..<40 { owner.transport.on("/external_instances", .hold) }
            owner.transport.onToken("t-1")
            owner.transport.fallback = { [ok] _ in .answer(FeishuHTTPResponse(status: 200, body: Array(ok.utf8))) }
        }
        await withTaskGroup(of: FeishuCallResult.self) { group in
            for index in 0..<40 { group.addTask { await owner.sync("r\(index)") } }
            await owner.until { $0.transport.heldCount == 40 }
            await owner.run { [refused] owner in
                for _ in 0..<40 { owner.transport.release(status: 400, json: refused) }
            }
            for await result in group {
                #expect(result.outcome == .success)
                #expect(result.exchanges == 2)
            }
        }
        await owner.run { owner in #expect(owner.transport.count("/internal") == 2) }
    }

    @Test func asksBeforeItRepeats() async {
        let owner = Owner()
        await owner.run { [refused] owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", status: 400, json: refused)
            owner.transport.onToken("t-2")
            owner.client.admitsRepetition = { $0 != .syncInstance }
            let result = await owner.sync()
            #expect(result.outcome == .retry(.notAdmitted))
            #expect(result.exchanges == 1)
            #expect(result.reach == .answered)
            #expect(owner.transport.count("/external_instances") == 1)
        }
    }

    @Test func saysWhyThereIsNoFreshToken() async {
        let owner = Owner()
        await owner.run { [refused] owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", status: 400, json: refused)
            owner.transport.on("/internal", json: #"{"code":10014,"msg":"app secret invalid"}"#)
            let result = await owner.sync()
            #expect(result.outcome == .hold(.credentials))
            #expect(result.code == 10_014)
            #expect(result.exchanges == 1)
        }
    }

    @Test(arguments: [
        (FeishuTransportError(.connectFailed, reach: .neverSent), FeishuCallReach.neverSent),
        (FeishuTransportError(.timedOut, reach: .mayHaveBeenProcessed), .mayHaveBeenProcessed),
        (FeishuTransportError(.connectionLost, reach: .mayHaveBeenProcessed), .mayHaveBeenProcessed),
        (FeishuTransportError(.answerTooLarge, reach: .answered), .mayHaveBeenProcessed),
    ])
    func saysWhetherFeishuMayHaveActed(error: FeishuTransportError, reach: FeishuCallReach) async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", .fail(error))
            let result = await owner.sync()
            #expect(result.reach == reach)
            #expect(result.httpStatus == nil)
            #expect(result.exchanges == 1)
            guard case .retry = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
        }
    }

    @Test(arguments: [(502, ""), (504, "<html>"), (200, "<html>"), (200, #"{"code":2200,"msg":"Internal Error"}"#)])
    func leavesInDoubtWhatAGatewayOrAFaultAnswered(status: Int, body: String) async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.on("/external_instances", status: status, json: body)
            #expect(await owner.sync().reach == .mayHaveBeenProcessed)
        }
    }

    @Test func measuresTheExchangeWithoutTheWaitForAToken() async {
        let owner = Owner()
        await owner.run { owner in
            owner.transport.fallback = { request in
                owner.assumeIsolated { $0.clock.advance(by: .seconds(request.url.hasSuffix("/internal") ? 5 : 2)) }
                let body = #"{"code":0,"tenant_access_token":"t-1","expire":7200}"#
                return .answer(FeishuHTTPResponse(status: 200, body: Array(body.utf8)))
            }
            #expect(await owner.sync().duration == .seconds(2))
        }
    }
}
