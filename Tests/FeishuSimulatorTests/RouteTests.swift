import JSON
import Testing

@testable import FeishuSimulator

private let unknownPathsAndMethodsArePlainText404Cases: [(String, String)] = [
    ("GET", "/open-apis/approval/v4/external_instances"), ("POST", "/"), ("PUT", Paths.send), ("POST", "/open-apis/x"),
    ("GET", Paths.token), ("POST", Paths.definitions + "/code"), ("DELETE", Paths.definitions + "/code"),
    ("GET", Paths.definitions), ("GET", Paths.definitions + "/"), ("GET", Paths.definitions + "/a/b"), ("", ""),
    ("POST", "/open-apis/approval/openapi/v1/message/send"),
]

@Test(arguments: unknownPathsAndMethodsArePlainText404Cases)
func unknownPathsAndMethodsArePlainText404(method: String, path: String) {
    var feishu = Feishu()
    let answer = feishu.send(method, path, "{}", authorization: "Bearer \(feishu.token)")
    #expect(answer.status == 404)
    #expect(answer.raw.contentType.hasPrefix("text/plain"))
    #expect(String(decoding: answer.raw.body, as: UTF8.self) == "404 page not found")
    #expect(answer.header("X-Tt-Logid") != nil)
    #expect(feishu.lastEntry?.api == .unknown)
    #expect(feishu.lastEntry?.outcome == .refused)
}

@Test func wrongMethodsOfDefinitionsCanAnswerAsMeasured() {
    var feishu = Feishu { $0.wrongDefinitionMethodIsInvalidToken = true }
    let list = feishu.get(Paths.definitions)
    #expect(list.code == 99_991_663)
    #expect(feishu.send("DELETE", Paths.definitions + "/x", authorization: nil).code == 99_991_663)
}

@Test func everyAnswerCarriesItsIds() {
    var feishu = Feishu()
    var seen: Set<String> = []
    for path in [Paths.check, Paths.send, Paths.token, "/nowhere"] {
        let answer = feishu.post(path, "{}")
        let log = answer.header("X-Tt-Logid") ?? ""
        #expect(log.hasPrefix("20240615160000"))
        #expect(log.utf8.count == 34)
        seen.insert(log)
        seen.insert(answer.header("X-Request-Id") ?? "")
    }
    #expect(seen.count == 8)
}

@Test func theOlderAddressesOfMessagesAreServed() {
    var feishu = Feishu()
    let sent = feishu.post("/approval/openapi/v1/message/send", Payloads.message())
    #expect(sent.code == 0)
    let id = sent.data?["message_id"]?.stringValue ?? ""
    let updated = feishu.post("/approval/openapi/v1/message/update", #"{"message_id":"\#(id)","status":"APPROVED"}"#)
    #expect(updated.code == 0)
}

@Test func theSameSeedGivesTheSameIds() {
    var one = Feishu(SimulatorConfiguration(seed: 7))
    var two = Feishu(SimulatorConfiguration(seed: 7))
    var other = Feishu(SimulatorConfiguration(seed: 8))
    #expect(one.token == two.token)
    #expect(one.token != other.token)
    #expect(one.define() == two.define())
    #expect(one.define() != other.define())
}
