import JSON
import Testing

@testable import FeishuSimulator

private let credentials = #"{"app_id":"cli_simulator","app_secret":"simulator-secret"}"#

@Test func tokenAnswersAreFlat() throws {
    var feishu = Feishu()
    feishu.advance(.seconds(3))
    let answer = feishu.post(Paths.token, credentials)
    #expect(answer.status == 200)
    #expect(answer.code == 0)
    #expect(answer.message == "ok")
    #expect(answer.data == nil)
    #expect(answer.json?["tenant_access_token"]?.stringValue == feishu.token)
    #expect(answer.json?["expire"]?.int64 == 7197)
    #expect(feishu.post(Paths.token + "/", credentials).code == 0)
}

@Test func aTokenIsGivenOutAgainWhileThirtyMinutesAreLeft() {
    var feishu = Feishu()
    let first = feishu.token
    feishu.advance(.seconds(7200 - 1800))
    #expect(feishu.makeToken() == first)
    feishu.advance(.seconds(1))
    let second = feishu.makeToken()
    #expect(second != first)
    feishu.advance(.seconds(1798))
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402, "the old token is still valid")
    feishu.advance(.seconds(1))
    #expect(feishu.post(Paths.check, "{}").code == 99_991_663, "it expires after two hours")
    feishu.token = second
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
}

private let tokenFailuresAreHTTP200Cases: [(String, Int64, String)] = [
    ("", 10003, "invalid param"), ("no json", 10003, "invalid param"), ("{}", 10003, "invalid param"),
    (#"{"app_id":"abc","app_secret":"s"}"#, 10003, "invalid param"),
    (#"{"app_id":"cli_unknown","app_secret":"s"}"#, 10014, "app id not exists"),
    (#"{"app_id":"cli_simulator","app_secret":"wrong"}"#, 10014, "app secret invalid"),
]

@Test(arguments: tokenFailuresAreHTTP200Cases)
func tokenFailuresAreHTTP200(body: String, code: Int64, message: String) {
    var feishu = Feishu()
    let answer = feishu.post(Paths.token, body)
    #expect(answer.status == 200)
    #expect(answer.code == code)
    #expect(answer.message == message)
    #expect(answer.data?.object?.isEmpty == true)
}

@Test func aMissingHeaderOrPrefixIsAnotherErrorThanABadToken() {
    var feishu = Feishu { $0.invalidTokenStatus = 200 }
    for header in [nil, feishu.token, "bearer \(feishu.token)", "Bearer ", ""] {
        let answer = feishu.send("POST", Paths.check, "{}", authorization: header)
        #expect(answer.status == 400)
        #expect(answer.code == 99_991_661)
        #expect(answer.json?["error"]?["log_id"]?.stringValue == answer.header("X-Tt-Logid"))
    }
    let answer = feishu.send("POST", Paths.check, "{}", authorization: "Bearer t-unknown")
    #expect(answer.status == 200)
    #expect(answer.code == 99_991_663)
    #expect(feishu.lastEntry?.outcome == .refused)
}

@Test func revokedTokensAreInvalidAtOnce() {
    var feishu = Feishu()
    let old = feishu.token
    let answer = feishu.send("POST", "/_simulator/tokens/revoke", authorization: nil)
    #expect(answer.json?["revoked"]?.int64 == 1)
    let refused = feishu.post(Paths.check, "{}")
    #expect(refused.status == 400)
    #expect(refused.code == 99_991_663)
    feishu.token = feishu.makeToken()
    #expect(feishu.token != old)
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
}

@Test func aRevokedTokenCanGoOnBeingGivenOut() {
    var feishu = Feishu { $0.reissuesRevokedTokens = true }
    _ = feishu.send("POST", "/_simulator/tokens/revoke", #"{"app_id":"cli_simulator"}"#, authorization: nil)
    #expect(feishu.makeToken() == feishu.token)
    feishu.advance(.seconds(5401))
    #expect(feishu.makeToken() != feishu.token)
}

@Test func aSelfBuiltAppGetsBothTokens() {
    var feishu = Feishu()
    let answer = feishu.post("/open-apis/auth/v3/app_access_token/internal", credentials)
    #expect(answer.code == 0)
    #expect(answer.json?["app_access_token"]?.stringValue?.hasPrefix("a-") == true)
    #expect(answer.json?["tenant_access_token"]?.stringValue == feishu.token)
    feishu.token = answer.json?["app_access_token"]?.stringValue ?? ""
    #expect(feishu.post(Paths.check, "{}").code == 99_991_663, "an app's token opens no tenant")
}

@Test func aStoreAppNeedsItsTicketAndATenant() {
    let store = SimulatedApp(id: "cli_store", secret: "s", kind: .store, tenants: ["one", "two"], ticket: "T")
    var feishu = Feishu(SimulatorConfiguration(apps: [store]))
    let path = "/open-apis/auth/v3/app_access_token"
    #expect(feishu.post(Paths.token, #"{"app_id":"cli_store","app_secret":"s"}"#).code == 10014)
    #expect(feishu.post(path, #"{"app_id":"cli_store","app_secret":"s"}"#).code == 10003)
    let wrong = feishu.post(path, #"{"app_id":"cli_store","app_secret":"s","app_ticket":"old"}"#)
    #expect(wrong.status == 200)
    #expect(wrong.code == 10012)
    let app = feishu.post(path, #"{"app_id":"cli_store","app_secret":"s","app_ticket":"T"}"#)
    #expect(app.message == "success")
    let token = app.json?["app_access_token"]?.stringValue ?? ""
    let tenantPath = "/open-apis/auth/v3/tenant_access_token"
    #expect(feishu.post(tenantPath, #"{"app_access_token":"\#(token)","tenant_key":"three"}"#).code == 10013)
    #expect(feishu.post(tenantPath, #"{"app_access_token":"a-x","tenant_key":"one"}"#).code == 10013)
    let one = feishu.post(tenantPath, #"{"app_access_token":"\#(token)","tenant_key":"one"}"#)
    let two = feishu.post(tenantPath, #"{"app_access_token":"\#(token)","tenant_key":"two"}"#)
    let tokens = [one, two].map { $0.json?["tenant_access_token"]?.stringValue ?? "" }
    #expect(tokens[0] != tokens[1])
    // What one tenant defines, the other doesn't see.
    feishu.token = tokens[0]
    let code = feishu.define()
    #expect(feishu.get(Paths.definitions + "/" + code).code == 0)
    feishu.token = tokens[1]
    #expect(feishu.get(Paths.definitions + "/" + code).code == 1_390_002)
    let resend = "/open-apis/auth/v3/app_ticket/resend"
    #expect(feishu.post(resend, #"{"app_id":"cli_store","app_secret":"s"}"#).code == 0)
    #expect(feishu.post(resend, credentials).code == 10016)
}
