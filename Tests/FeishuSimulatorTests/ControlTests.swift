import JSON
import Testing

@testable import FeishuSimulator

extension Feishu {
    mutating func control(
        _ method: String, _ path: String, _ body: String = "", query: [(name: String, value: String?)] = []
    ) -> Answer {
        send(method, "/_simulator/" + path, body, authorization: nil, query: query)
    }
}

@Test func settingsAreReadAndChangedTogetherOrNotAtAll() {
    var feishu = Feishu()
    let before = feishu.control("GET", "settings").json
    #expect(before?.object?.count == Setting.all.count + 1)
    let change =
        #"{"rate_window":"fixed","uuid_window_seconds":7,"rate_limits":{"default":{"per_second":9},"message_send":{"per_minute":3}}}"#
    let after = feishu.control("PUT", "settings", change)
    #expect(after.status == 200)
    #expect(after.json?["rate_window"]?.stringValue == "fixed")
    #expect(feishu.state.settings.uuidWindow == 7)
    #expect(feishu.state.settings.defaultRateLimit == RateLimit(perSecond: 9, perMinute: 0))
    #expect(feishu.state.settings.rateLimits[.messageSend] == RateLimit(perSecond: 9, perMinute: 3))
    let unchanged = feishu.state.settings
    let wrong =
        #"{"uuid_key":"uuid","monthly_quota":-1,"rate_window":"open","nonsense":1,"clean_up_is_final":"no","rate_limits":{"token":{},"default":{"per_hour":1}}}"#
    let refused = feishu.control("PUT", "settings", wrong)
    #expect(refused.status == 400)
    #expect(refused.json?["error"]?["message"]?.stringValue?.contains("nothing was changed") == true)
    let problems = refused.json?["error"]?["problems"]?.array?.map { $0["path"]?.stringValue ?? "" } ?? []
    #expect(
        problems == [
            "monthly_quota", "rate_window", "nonsense", "clean_up_is_final", "rate_limits.token",
            "rate_limits.default.per_hour",
        ])
    #expect(refused.json?["error"]?["problems"]?[1]?["expected"]?.stringValue == #"one of "sliding", "fixed""#)
    #expect(feishu.state.settings == unchanged)
    #expect(feishu.control("PUT", "settings", #"{"rate_limits":{"message_send":null}}"#).status == 200)
    #expect(feishu.state.settings.rateLimits.isEmpty)
}

@Test func whatSettingsSayCanBeSentBack() {
    var feishu = Feishu()
    let text = String(decoding: feishu.control("GET", "settings").raw.body, as: UTF8.self)
    let before = feishu.state.settings
    #expect(feishu.control("PUT", "settings", text).status == 200)
    #expect(feishu.state.settings == before)
}

@Test func faultsComeAndGo() {
    var feishu = Feishu()
    let body =
        #"{"effect":"answer","status":429,"code":99991400,"msg":"slow","when":"before","api":["message_send","instance_sync"],"count":2,"share":0.5,"headers":{"x-ogw-ratelimit-reset":"2.5"}}"#
    #expect(feishu.control("POST", "faults", body).json?["id"]?.int64 == 1)
    #expect(
        feishu.control("POST", "faults", #"{"effect":"stall","api":"message_update","key":"k"}"#).json?["id"]?.int64
            == 2)
    let listed = feishu.control("GET", "faults").json?["faults"]
    #expect(listed?[0]?["api"]?.array?.map { $0.stringValue } == ["instance_sync", "message_send"])
    #expect(listed?[0]?["headers"]?["x-ogw-ratelimit-reset"]?.stringValue == "2.5")
    #expect(
        feishu.state.faults.armed.first?.fault
            == Fault(
                .answer(status: 429, code: 99_991_400, message: "slow"), apis: [.messageSend, .instanceSync], count: 2,
                share: 0.5, headers: ["x-ogw-ratelimit-reset": "2.5"]))
    #expect(feishu.control("DELETE", "faults/1").status == 200)
    let missing = feishu.control("DELETE", "faults/1")
    #expect(missing.status == 404)
    #expect(missing.json?["error"]?["message"]?.stringValue == "there is no fault 1; there are: 2")
    #expect(feishu.control("DELETE", "faults").json?["removed"]?.int64 == 1)
    let wrong = feishu.control(
        "POST", "faults", #"{"share":2,"api":["x"],"count":0,"when":"never","status":"500","why":1}"#)
    #expect(wrong.status == 400)
    #expect(wrong.json?["error"]?["problems"]?.array?.count == 7)
    #expect(feishu.state.faults.armed.isEmpty)
    for _ in 0..<FaultPlan.maximum { _ = feishu.control("POST", "faults", #"{"effect":"none"}"#) }
    #expect(feishu.control("POST", "faults", #"{"effect":"none"}"#).status == 409)
}

@Test func theStateIsFiltered() {
    var feishu = Feishu()
    let code = feishu.define()
    for number in 0..<5 {
        let task = Payloads.task("t", 1, more: #","user_id":"u\#(number)""#)
        _ = feishu.post(Paths.instances, Payloads.instance(code, "i\(number)", 1, tasks: [task]))
        _ = feishu.post(Paths.send, Payloads.message(user: "u\(number)"))
    }
    func ids(_ answer: Feishu.Answer) -> [String] {
        answer.json?["instances"]?.array?.compactMap { $0["instance_id"]?.stringValue } ?? []
    }
    let all = feishu.control("GET", "state")
    #expect(ids(all) == ["i0", "i1", "i2", "i3", "i4"])
    #expect(all.json?["instances"]?[0]?["tasks"]?[0]?["to_do"]?.bool == true)
    #expect(all.json?["instances"]?[0]?["title"]?.stringValue == "请假")
    #expect(all.json?["totals"]?["calls"]?["instance_sync"]?["applied"]?.int64 == 5)
    #expect(ids(feishu.control("GET", "state", query: [("limit", "2")])) == ["i3", "i4"])
    #expect(ids(feishu.control("GET", "state", query: [("instance_id", "i2")])) == ["i2"])
    let user = feishu.control("GET", "state", query: [("user", "u3")])
    #expect(ids(user) == ["i3"])
    #expect(user.json?["messages"]?.array?.count == 1)
    #expect(ids(feishu.control("GET", "state", query: [("app", "cli_none")])).isEmpty)
    #expect(feishu.control("GET", "state", query: [("limit", "many")]).status == 400)
}

@Test func theJournalIsReadInPieces() {
    var feishu = Feishu()
    for number in 0..<5 { _ = feishu.post(Paths.send, Payloads.message(uuid: "u\(number)")) }
    let page = feishu.control("GET", "journal", query: [("after", "2"), ("limit", "2")])
    #expect(page.json?["entries"]?.array?.map { $0["uuid"]?.stringValue } == ["u1", "u2"])
    #expect(page.json?["last"]?.int64 == 6)
    let one = feishu.control("GET", "journal", query: [("key", "u4")])
    #expect(one.json?["entries"]?[0]?["sequence"]?.int64 == 6)
    #expect(one.json?["entries"]?[0]?["outcome"]?.stringValue == "applied")
    #expect(feishu.control("GET", "journal", query: [("api", "message_send")]).json?["entries"]?.array?.count == 5)
    #expect(feishu.control("GET", "journal", query: [("api", "nothing")]).status == 400)
    #expect(feishu.control("DELETE", "journal").json?["removed"]?.int64 == 6)
    #expect(feishu.control("GET", "journal").json?["entries"]?.array?.isEmpty == true)
}

@Test func aResetKeepsSettingsAndFaults() {
    var feishu = Feishu { $0.uuidWindow = 5 }
    _ = feishu.control("POST", "faults", #"{"effect":"none"}"#)
    _ = feishu.post(Paths.instances, Payloads.instance(feishu.define(), "i", 1))
    #expect(feishu.control("POST", "reset").status == 200)
    #expect(feishu.post(Paths.check, "{}").code == 99_991_663)
    let state = feishu.control("GET", "state").json
    #expect(state?["definitions"]?.array?.isEmpty == true)
    #expect(state?["instances"]?.array?.isEmpty == true)
    #expect(feishu.state.settings.uuidWindow == 5)
    #expect(feishu.state.faults.armed.count == 1)
}

@Test func theClockGoesForward() {
    var feishu = Feishu()
    #expect(feishu.control("POST", "clock", #"{"advance_ms":7199000}"#).status == 200)
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
    #expect(feishu.control("POST", "clock", #"{"advance_ms":1000}"#).status == 200)
    #expect(feishu.post(Paths.check, "{}").code == 99_991_663)
    #expect(feishu.control("POST", "clock", #"{"advance_ms":-1}"#).status == 400)
    #expect(feishu.control("POST", "clock", "{}").status == 400)
    for _ in 0..<100_000 { feishu.state.advanceClock(milliseconds: .max) }
    #expect(feishu.post(Paths.check, "{}").status == 400)
}

private let controlCallsAnswerClearlyCases: [(String, String, Int)] = [
    ("GET", "nothing", 404), ("POST", "state", 404), ("PUT", "settings", 400), ("POST", "faults", 400),
    ("POST", "definitions/delete", 400), ("DELETE", "faults/x", 404), ("GET", "ready", 200), ("GET", "ready/", 200),
    ("GET", "", 200),
]

@Test(arguments: controlCallsAnswerClearlyCases)
func controlCallsAnswerClearly(method: String, path: String, status: Int) {
    var feishu = Feishu()
    let answer = feishu.control(method, path)
    #expect(answer.status == status)
    #expect((answer.json?["error"]?["message"]?.stringValue != nil) == (status != 200))
    #expect(feishu.state.journal.count == 1, "control calls are not in the journal")
}
