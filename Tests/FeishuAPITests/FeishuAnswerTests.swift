import ApprovalContract
import FeishuAPI
import FeishuTypes
import JSON
import ScheduleSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct FeishuAnswerTests {
    private enum Call { case create, get, sync, check, tasks, send, update }

    /// The result of one call that is answered so.
    private func result(
        _ call: Call, status: Int = 200, headers: [FeishuHTTPHeader] = [], _ body: String
    ) async -> FeishuCallResult {
        await result(call, status: status, headers: headers, bytes: Array(body.utf8))
    }

    private func result(
        _ call: Call, status: Int = 200, headers: [FeishuHTTPHeader] = [], bytes: [UInt8]
    ) async -> FeishuCallResult {
        let owner = Owner()
        return await owner.run { owner in
            owner.transport.onToken("t-1")
            owner.transport.fallback = { _ in
                .answer(FeishuHTTPResponse(status: status, headers: headers, body: bytes))
            }
            let options = FeishuClient.Options(requestID: "r")
            switch call {
            case .create: return await owner.client.createDefinition(body: [], options)
            case .get: return await owner.client.getDefinition(code: "C", options)
            case .sync: return await owner.client.syncInstance(body: [], options)
            case .check: return await owner.client.checkInstances(body: [], options)
            case .tasks: return await owner.client.listTasks(body: [], options)
            case .send: return await owner.client.sendMessage(body: [], options)
            case .update: return await owner.client.updateMessage(body: [], options)
            }
        }
    }

    @Test func readsADefinitionsCode() async {
        let answer = await result(
            .create, #"{"code":0,"msg":"success","data":{"approval_code":"C30381C8-7A5F-4717-A9CF-C233BF0202D4"}}"#)
        #expect(answer.outcome == .success)
        #expect(answer.answer.approvalCode == "C30381C8-7A5F-4717-A9CF-C233BF0202D4")
        #expect(answer.httpStatus == 200)
        #expect(answer.code == 0)
        #expect(answer.message == "success")
    }

    @Test func readsADefinitionAndPrintsNothingOfIt() async {
        let answer = await result(
            .get,
            #"{"code":0,"data":{"approval_code":"permission_test","external":{"action_callback_token":"sdjkljkx9lsadf110"}}}"#
        )
        #expect(answer.outcome == .success)
        #expect(
            answer.answer.definition?["external"]?["action_callback_token"]?.stringValue == "sdjkljkx9lsadf110")
        #expect(!"\(answer)".contains("sdjkljkx9lsadf110"))
        var dumped = ""
        dump(answer, to: &dumped)
        #expect(!dumped.contains("sdjkljkx9lsadf110"))
    }

    @Test func takesASyncsEchoForSuccess() async {
        let answer = await result(
            .sync, #"{"code":0,"msg":"success","data":{"data":{"approval_code":"81D3","task_list":[]}}}"#)
        #expect(answer.outcome == .success)
        #expect(await result(.sync, #"{"code":0}"#).outcome == .success)
    }

    @Test func readsWhatDiffers() async {
        let answer = await result(
            .check,
            """
            {"code": 0, "msg": "success", "data": {"diff_instances": [{"instance_id": "1234234234242423",
             "update_time": "1591603040000", "tasks": [{"task_id": "112253", "update_time": "1591603040000"}]},
             {"instance_id": "B9414177", "tasks": [], "update_time": "0"}, {"instance_id": 7, "update_time": 5,
             "tasks": null}]}}
            """)
        #expect(
            answer.answer.differences?.differences == [
                InstanceCheckItem(
                    instanceID: "1234234234242423", updateTime: 1_591_603_040_000,
                    tasks: [InstanceCheckTask(taskID: "112253", updateTime: 1_591_603_040_000)]),
                InstanceCheckItem(instanceID: "B9414177", updateTime: 0),
                InstanceCheckItem(instanceID: "7", updateTime: 5),
            ])
        for body in [
            #"{"code":0,"data":{"diff_instances":[]},"msg":"success"}"#, #"{"code":0,"data":{"diff_instances":null}}"#,
            #"{"code":0,"data":{}}"#,
        ] {
            let answer = await result(.check, body)
            #expect(answer.outcome == .success)
            #expect(answer.answer.differences?.differences.isEmpty == true)
        }
    }

    @Test func readsAPageOfTasks() async throws {
        let page = await result(
            .tasks,
            """
            {"code": 0, "msg": "success", "data": {"data": [{"instance_id": "29075",
             "approval_id": "fwwweffff33111133xxx", "approval_code": "B7B65FFE-C2GC-452F-9F0F-9AA8352363D6",
             "status": "PENDING", "update_time": "1621863215000",
             "tasks": [{"id": "310", "status": "PENDING", "update_time": "1621863215000"}]}],
             "page_token": "nF1ZXJ5VGhlbkZldGNoCgAAAAAA6PZwFmUzSldvTC1yU", "has_more": true}}
            """)
        let tasks = try #require(page.answer.tasks)
        #expect(tasks.hasMore)
        #expect(tasks.pageToken == "nF1ZXJ5VGhlbkZldGNoCgAAAAAA6PZwFmUzSldvTC1yU")
        #expect(tasks.instances.map(\.instanceID) == ["29075"])
        #expect(tasks.instances.first?.approvalID == "fwwweffff33111133xxx")
        #expect(
            tasks.instances.first?.tasks == [TaskQueryTask(id: "310", status: .pending, updateTime: 1_621_863_215_000)])
    }

    @Test(
        arguments: [
            (#"{"code":0,"msg":"success","data":{"message_id":"6968359519504171036"}}"#, "6968359519504171036"),
            (#"{"code":0,"data":{"message_id":7690215892004654266},"msg":"success"}"#, "7690215892004654266"),
            (#"{"code":0,"data":{"message_id":18446744073709551615}}"#, "18446744073709551615"),
            (#"{"code":0,"data":{"message_id":""}}"#, nil), (#"{"code":0,"data":{}}"#, nil), (#"{"code":0}"#, nil),
            (#"{"code":0,"data":{"message_id":null}}"#, nil), (#"{"code":0,"data":{"message_id":"a\u0000b"}}"#, nil),
            (#"{"code":0,"data":{"message_id":1.5e300}}"#, nil), (#"{"code":0,"data":{"message_id":["x"]}}"#, nil),
        ] as [(String, String?)])
    func readsAMessagesIDAsTextAndDoesWithoutOne(body: String, id: String?) async {
        for answer in [await result(.send, body), await result(.update, body)] {
            #expect(answer.outcome == .success)
            #expect(answer.answer.messageID == id)
        }
    }

    @Test(arguments: [
        #"{"code":0,"msg":"success"}"#, #"{"code":0,"data":null}"#, #"{"code":0,"data":[]}"#, #"{"code":0,"data":"x"}"#,
        #"{"code":0,"data":{"approval_code":null,"diff_instances":{},"data":{}}}"#,
        #"{"code":0,"data":{"approval_code":"","diff_instances":[1],"data":[null]}}"#,
        #"{"code":0,"data":{"diff_instances":[{"instance_id":"x","update_time":"-1"}],"data":[{"instance_id":"x"}]}}"#,
        #"{"code":0,"data":{"diff_instances":[{"instance_id":"x","update_time":1e400}],"data":[],"has_more":true}}"#,
        #"{"code":0,"data":{"diff_instances":[{"instance_id":"x","update_time":"99999999999999999999"}],"has_more":true}}"#,
    ])
    func takesASuccessWithoutItsDataForABadAnswer(body: String) async {
        for answer in [await result(.create, body), await result(.check, body), await result(.tasks, body)] {
            #expect(answer.outcome == .retry(.badAnswer), "\(answer.endpoint)")
            #expect(answer.reach == .mayHaveBeenProcessed)
        }
    }

    @Test func readsADocumentedFailure() async {
        let body = """
            {"code": 99992402, "msg": "field validation failed", "error": {"logid": "L-1", "field_violations": [
             {"field": "task_list[*].links", "value": "private", "description": "task_list[*].links is required"},
             {"field": 7}, "x", {"field": "b"}]}}
            """
        let answer = await result(.sync, status: 400, body)
        #expect(answer.outcome == .refused(.validation))
        #expect(answer.code == 99_992_402)
        #expect(answer.logID == "L-1")
        #expect(
            answer.fieldViolations == [
                FeishuFieldViolation(field: "task_list[*].links", description: "task_list[*].links is required"),
                FeishuFieldViolation(field: "b"),
            ])
        let preferred = await result(
            .sync, status: 400, headers: [FeishuHTTPHeader("x-tt-logid", "202607 header\r\n")], body)
        #expect(preferred.logID == "202607header")
    }

    @Test(arguments: [(429, 99_991_400), (400, 99_991_400)])
    func readsARateLimit(status: Int, code: Int64) async {
        let answer = await result(
            .send, status: status,
            headers: [
                FeishuHTTPHeader("x-ogw-ratelimit-limit", "100"), FeishuHTTPHeader("x-ogw-ratelimit-reset", "52"),
            ],
            #"{"code":\#(code),"msg":"request trigger frequency limit"}"#)
        #expect(answer.outcome == .throttled(retryAfter: .seconds(52)))
        #expect(answer.resetAfter == .seconds(52))
        #expect(answer.reach == .answered)
    }

    @Test(
        arguments: [
            (200, #"{"code":60001,"msg":"actionUrls incomplete error"}"#, .refused(.validation)),
            (200, #"{"code":60001,"msg":"no Status error"}"#, .refused(.validation)),
            (
                400,
                #"{"code":99991672,"msg":"Access denied.","error":{"permission_violations":[{"subject":"contact:user.id:readonly"}]}}"#,
                .hold(.permission)
            ),
            (400, #"{"code":1390014,"msg":"tenant_id not found"}"#, .refused(.reference)),
            (404, "404 page not found", .hold(.wrongRoute)),
            (503, "<html>busy</html>", .retry(.serverError)),
        ] as [(Int, String, OutcomeClass)])
    func classifiesWhatFeishuAndGatewaysAnswer(status: Int, body: String, expected: OutcomeClass) async {
        #expect(await result(.send, status: status, body).outcome == expected)
    }

    @Test func showsTheBeginningOfAForeignAnswer() async {
        let answer = await result(
            .sync, status: 404, headers: [FeishuHTTPHeader("Content-Type", "text/plain")],
            "404 page\u{0}\nnot found\u{1B}[31m")
        #expect(
            answer.message
                == "not Feishu's envelope (HTTP 404, text/plain, 24 bytes): 404 page  not found [31m")
        #expect(answer.code == nil)
    }

    @Test func boundsAndCleansTheMessage() async {
        let answer = await result(
            .sync, status: 400,
            #"{"code":1390001,"msg":"a\u0000b\nc\u2028d\u202e\u001b["# + String(repeating: "批", count: 4000) + #""}"#)
        #expect(answer.message.hasPrefix("a b c d  ["))
        #expect(answer.message.utf8.count <= 512)
        #expect(answer.message.utf8.count > 505)
        #expect(!answer.message.unicodeScalars.contains("\u{FFFD}"))
    }

    @Test(arguments: [
        "", " ", "{", "{}", "[]", "null", "0", "\"x\"", #"{"code":"0"}"#, #"{"code":null}"#, #"{"code":0.0}"#,
        #"{"code":1e3}"#, #"{"code":18446744073709551615}"#, #"{"code":99999999999999999999999}"#, #"{"code":[0]}"#,
        #"{"code":0,"msg":"\ud800"}"#, #"{"code":0}{"code":0}"#, #"{"code":0,}"#, #"{"Code":0}"#,
        "\u{FEFF}{\"code\":0}",
        "<html><body>502</body></html>",
    ])
    func takesWhatIsNoEnvelopeForABadAnswer(body: String) async {
        let answer = await result(.sync, body)
        #expect(answer.outcome == .retry(.badAnswer))
        #expect(answer.message.utf8.count <= 512)
    }

    @Test func survivesDepthSizeAndBadBytes() async {
        let deep = #"{"code":0,"data":"# + String(repeating: "[", count: 100_000)
        #expect(await result(.sync, deep).outcome == .retry(.badAnswer))
        let closed =
            #"{"code":0,"data":"# + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}"
        #expect(await result(.sync, closed).outcome == .retry(.badAnswer))
        let large = #"{"code":0,"data":{"data":{"x":""# + String(repeating: "y", count: 4 << 20) + #""}}}"#
        #expect(await result(.sync, large).outcome == .success)
        let tooLarge = #"{"code":0,"data":{"x":""# + String(repeating: "y", count: 9 << 20) + #""}}"#
        #expect(await result(.sync, tooLarge).outcome == .retry(.badAnswer))
        var bytes = Array(#"{"code":0,"msg":""#.utf8)
        bytes += [0xFF, 0xFE, 0x00, 0xC0, 0x80] + Array(#""}"#.utf8)
        #expect(await result(.sync, bytes: bytes).outcome == .retry(.badAnswer))
        #expect(await result(.sync, bytes: [0, 0, 0]).outcome == .retry(.badAnswer))
        let many =
            #"{"code":99992402,"error":{"field_violations":["#
            + Array(repeating: #"{"field":"f","description":"d"}"#, count: 5000).joined(separator: ",") + "]}}"
        #expect(await result(.sync, status: 400, many).fieldViolations.count == 64)
    }

    @Test func neverTrapsOnDamagedAnswers() async {
        let originals = [
            #"{"code":0,"data":{"diff_instances":[{"instance_id":"1","update_time":"5","tasks":[{"task_id":"2","update_time":7}]}]}}"#,
            #"{"code":0,"data":{"data":[{"instance_id":"1","status":"PENDING","update_time":"5","tasks":[]}],"has_more":true,"page_token":"p"}}"#,
            #"{"code":99992402,"msg":"m","error":{"log_id":"l","field_violations":[{"field":"a","description":"b"}]}}"#,
        ].map { Array($0.utf8) }
        let owner = Owner()
        await owner.run { owner in
            owner.transport.onToken("t-1")
            for seed in UInt64(0)..<3000 {
                var random = SeededGenerator(seed: seed)
                var bytes = originals[Int(seed) % originals.count]
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes.insert(contentsOf: Array("9999999999".utf8), at: index)
                    default: bytes.removeSubrange(index..<min(bytes.count, index + 3))
                    }
                    if bytes.isEmpty { bytes = [0x7B] }
                }
                let answer = FeishuHTTPResponse(status: [200, 400, 429, 500][Int(seed) % 4], body: bytes)
                owner.transport.fallback = { request in
                    request.url.hasSuffix("/internal")
                        ? .answer(
                            FeishuHTTPResponse(
                                status: 200,
                                body: Array(#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#.utf8)))
                        : .answer(answer)
                }
                let options = FeishuClient.Options(requestID: "s\(seed)")
                let check = await owner.client.checkInstances(body: [], options)
                let tasks = await owner.client.listTasks(body: [], options)
                #expect(check.message.utf8.count <= 512 && tasks.message.utf8.count <= 512, "seed \(seed)")
                if check.outcome == .success { #expect(check.answer.differences != nil, "seed \(seed)") }
                if tasks.outcome == .success { #expect(tasks.answer.tasks != nil, "seed \(seed)") }
            }
        }
    }
}
