import JSON
import Testing

@testable import FeishuSimulator

private let apps = [
    SimulatedApp(id: "cli_slkdjalasdkjasd", secret: "dskLLdkasdjlasdKK"),
    SimulatedApp(
        id: "cli_store_kdjasd", secret: "dskLLdkasdjlasdKK", kind: .store, tenants: ["73658811060f175d"],
        ticket: "dskLLdkasd"),
]

/// The names of an object's members, with those of the objects in it, as `a.b`; a list counts as its first element.
private func shape(_ text: String) throws -> Set<String> {
    var names: Set<String> = []
    func walk(_ value: JSONValue, _ path: String) {
        if let object = value.object {
            for member in object {
                names.insert(path + String(member.key))
                walk(member.value, path + String(member.key) + ".")
            }
        } else if let first = value[0] {
            walk(first, path)
        }
    }
    walk(try JSONParser().parse(text), "")
    return names
}

/// Sends over a socket, as a client does.
private struct Client {
    let simulator: FeishuSimulator
    let raw: RawClient
    var token = ""

    init() throws {
        simulator = try FeishuSimulator(SimulatorConfiguration(apps: apps))
        raw = try RawClient(port: simulator.port)
    }

    func send(_ method: String, _ target: String, _ body: String) async throws -> RawResponse {
        let head =
            "\(method) \(target) HTTP/1.1\r\nHost: open.feishu.cn\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Type: application/json; charset=utf-8\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        try await raw.send(head + body)
        return try await raw.response()
    }

    mutating func start() async throws {
        let answer = try await send("POST", Paths.token, Fixtures.tokenRequest)
        #expect(try shape(answer.text) == shape(Fixtures.tokenResponse))
        token = try JSONParser().parse(answer.body)["tenant_access_token"]?.stringValue ?? ""
    }

    /// The real code of the definition that the fixtures' instances are given.
    func define() async throws -> String {
        let answer = try await send("POST", Paths.definitions, Fixtures.definitionRequest)
        #expect(answer.status == 200)
        #expect(try shape(answer.text) == shape(Fixtures.definitionResponse))
        return try JSONParser().parse(answer.body)["data"]?["approval_code"]?.stringValue ?? ""
    }
}

@Test(.timeLimit(.minutes(1)))
func tokenFixtures() async throws {
    var client = try Client()
    defer { client.simulator.stop() }
    let failure = try await client.send("POST", Paths.token, "")
    #expect(failure.status == 200)
    #expect(failure.text == Fixtures.tokenFailure)
    try await client.start()
    let store = Fixtures.appTokenRequest.replacing("cli_slkdjalasdkjasd", with: "cli_store_kdjasd")
    let app = try await client.send("POST", "/open-apis/auth/v3/app_access_token", store)
    #expect(try shape(app.text) == shape(Fixtures.appTokenResponse))
    let appToken = try JSONParser().parse(app.body)["app_access_token"]?.stringValue ?? ""
    let request = Fixtures.tenantTokenRequest.replacing("a-32bd8551db2f081cbfd26293f27516390b9feb04", with: appToken)
    let tenant = try await client.send("POST", "/open-apis/auth/v3/tenant_access_token", request)
    #expect(try shape(tenant.text) == shape(Fixtures.tenantTokenResponse))
    let resend = try await client.send("POST", "/open-apis/auth/v3/app_ticket/resend", store)
    #expect(try shape(resend.text) == shape(Fixtures.ticketResendResponse))
}

@Test(.timeLimit(.minutes(1)))
func definitionFixtures() async throws {
    var client = try Client()
    defer { client.simulator.stop() }
    try await client.start()
    let real = try await client.define()
    #expect(real != "F46EB460-9476-4789-9524-ECD564291234")
    // What GET answers, sent as a create, is read back as it was.
    let whole = try JSONParser().parse(Fixtures.definitionGetResponse)["data"]
    var writer = JSONWriter()
    writer.value(try #require(whole))
    let created = try await client.send("POST", Paths.definitions, writer.string())
    let code = try JSONParser().parse(created.body)["data"]?["approval_code"]?.stringValue ?? ""
    let read = try await client.send("GET", Paths.definitions + "/" + code + "?user_id_type=user_id", "")
    #expect(try shape(read.text) == shape(Fixtures.definitionGetResponse))
    let data = try JSONParser().parse(read.body)["data"]
    #expect(data?["approval_code"]?.stringValue == "permission_test")
    #expect(data?["external"]?["action_callback_key"]?.stringValue == "gfdqedvsadfgfsd")
    #expect(data?["external"]?["exclude_efficiency_statistics"]?.bool == true)
}

@Test(.timeLimit(.minutes(1)))
func instanceAndReadFixtures() async throws {
    var client = try Client()
    defer { client.simulator.stop() }
    try await client.start()
    let unknown = try await client.send("POST", Paths.instances, Fixtures.instanceRequest)
    #expect(unknown.status == 400)
    #expect(try JSONParser().parse(unknown.body)["code"]?.int64 == 1_390_002)
    let real = try await client.define()
    let request = Fixtures.instanceRequest.replacing("81D31358-93AF-92D6-7425-01A5D67C4E71", with: real)
    let answer = try await client.send("POST", Paths.instances, request)
    #expect(answer.status == 200)
    #expect(answer["content-type"] == "application/json; charset=utf-8")
    #expect(try shape(answer.text) == shape(Fixtures.instanceResponse))
    let item =
        #"{"instance_id":"24492654","update_time":"1556468012678","tasks":[{"task_id":"112534","update_time":"1556468012678"}]}"#
    let inSync = try await client.send("POST", Paths.check, #"{"instances":[\#(item)]}"#)
    #expect(try shape(inSync.text) == shape(Fixtures.checkInSync))
    let different = Fixtures.checkRequest.replacing("1234234234242423", with: "24492654").replacing(
        "112253", with: "112534")
    let difference = try await client.send("POST", Paths.check, different)
    #expect(try shape(difference.text) == shape(Fixtures.checkDifference))
    let missing = try await client.send("POST", Paths.check, Fixtures.checkTutorialRequest)
    #expect(try shape(missing.text) == shape(Fixtures.checkUnknown))
    // GET with a body.
    for (body, count) in [
        (Fixtures.tasksByInstance.replacing("oa_159160304", with: "24492654"), 1), (Fixtures.tasksByUser, 0),
        (Fixtures.tasksByStatus.replacing("E78F1022-A166-447C-8320-E151DA90D70F", with: real), 1),
    ] {
        let list = try await client.send("GET", Paths.tasks + "?page_size=500", body)
        #expect(list.status == 200)
        let data = try JSONParser().parse(list.body)["data"]
        #expect(data?["data"]?.array?.count == count)
        // The sample shows a page token without more pages; the text says it only comes with them.
        if count == 1 {
            #expect(try shape(Fixtures.tasksResponse).subtracting(shape(list.text)) == ["data.page_token"])
        }
    }
}

@Test(.timeLimit(.minutes(1)))
func messageFixtures() async throws {
    var client = try Client()
    defer { client.simulator.stop() }
    try await client.start()
    var id = ""
    for (number, body) in [
        Fixtures.messageRequest, Fixtures.customMessageRequest, Fixtures.tutorialMessageRequest,
    ].enumerated() {
        let target = number == 1 ? "/approval/openapi/v1/message/send" : Paths.send
        let answer = try await client.send("POST", target, body)
        #expect(try shape(answer.text) == shape(Fixtures.messageResponse))
        #expect(try shape(answer.text) == shape(Fixtures.liveMessageResponse))
        id = try JSONParser().parse(answer.body)["data"]?["message_id"]?.stringValue ?? ""
    }
    let cards = client.simulator.state().messages
    #expect(cards.map(\.title) == ["Temporary release", "Custom template", "Temporary release"])
    #expect(cards.last?.buttons == ["APPROVE", "REJECT"])
    let withoutURL = Fixtures.tutorialMessageRequest.replacing(#""android_url": "https://www.examlpe.com","#, with: "")
    let refused = try await client.send("POST", Paths.send, withoutURL)
    #expect(refused.status == 200)
    #expect(refused.text == Fixtures.liveMessageFailure)
    let update = Fixtures.tutorialUpdateRequest.replacing("7250020197497765889", with: id)
    #expect(try await shape(client.send("POST", Paths.update, update).text) == shape(Fixtures.updateResponse))
    #expect(client.simulator.state().message(id)?.status == "APPROVED")
    let custom = Fixtures.customUpdateRequest.replacing("xxxx", with: id)
    #expect(try await client.send("POST", "/approval/openapi/v1/message/update", custom).status == 200)
    #expect(client.simulator.state().message(id)?.statusName == "已废弃")
    let noStatus = try await client.send("POST", Paths.update, #"{"message_id":"\#(id)"}"#)
    #expect(noStatus.status == 200)
    #expect(noStatus.text == Fixtures.liveUpdateFailure)
}

@Test(.timeLimit(.minutes(1)))
func errorFixtures() async throws {
    var client = try Client()
    defer { client.simulator.stop() }
    client.token = "t-unknown"
    let invalid = try await client.send("POST", Paths.instances, Fixtures.instanceRequest)
    let expected = try JSONParser().parse(Fixtures.invalidTokenResponse)
    let found = try JSONParser().parse(invalid.body)
    #expect(found["code"]?.int64 == expected["code"]?.int64)
    #expect(found["msg"]?.stringValue == expected["msg"]?.stringValue)
    #expect(found["error"]?["log_id"]?.stringValue == invalid["x-tt-logid"])
    let bare = try await client.raw.post(Paths.instances, Array(Fixtures.instanceRequest.utf8))
    #expect(bare.status == 400)
    #expect(try shape(bare.text) == shape(Fixtures.missingTokenResponse))
    try await client.start()
    let body = #"{"task_list":[{"task_id":"1"}]}"#
    let missing = try await client.send("POST", Paths.instances, body)
    #expect(try shape(Fixtures.missingFieldsResponse).isSubset(of: shape(missing.text)))
    client.simulator.changeSettings { $0.defaultRateLimit = RateLimit(perSecond: 0, perMinute: 1) }
    #expect(try await client.send("POST", Paths.update, "{}").status == 200)
    let limited = try await client.send("POST", Paths.update, "{}")
    #expect(limited.status == 429)
    #expect(limited.text == #"{"code":99991400,"msg":"request trigger frequency limit"}"#)
    #expect(limited["x-ogw-ratelimit-limit"] == "1")
    #expect((1...60).contains(Int(limited["x-ogw-ratelimit-reset"] ?? "") ?? 0))
    let lost = try await client.send("GET", "/open-apis/approval/v4/nothing", "")
    #expect(lost.status == 404)
    #expect(lost["content-type"]?.hasPrefix("text/plain") == true)
    #expect(lost.text == "404 page not found")
}
