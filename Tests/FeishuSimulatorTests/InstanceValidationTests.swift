import JSON
import Testing

@testable import FeishuSimulator

@Test func layersAreReportedOneAtATime() {
    var feishu = Feishu()
    let real = feishu.define()
    let task = #"{"task_id":"t","status":"NO","create_time":"1","end_time":"0","update_time":1}"#
    let broken = Payloads.instance("unknown", "i", 1, tasks: [task])
    #expect(feishu.send("POST", Paths.instances, broken, authorization: "Bearer x").code == 99_991_663)
    let missing = feishu.post(Paths.instances, broken)
    #expect(missing.status == 400)
    #expect(missing.code == 99_992_402)
    #expect(missing.message == "field validation failed")
    let violation = missing.json?["error"]?["field_violations"]?[0]
    #expect(violation?["field"]?.stringValue == "task_list[*].links")
    #expect(violation?["description"]?.stringValue == "task_list[*].links is required")
    let withLinks = broken.replacing(#"{"task_id""#, with: #"{"links":{"pc_link":"https://x"},"task_id""#)
    let type = feishu.post(Paths.instances, withLinks)
    #expect(type.code == 9499)
    #expect(type.message == "Invalid parameter type in json: update_time")
    let typed = withLinks.replacing(#""update_time":1}"#, with: #""update_time":"1"}"#)
    let business = feishu.post(Paths.instances, typed)
    #expect(business.code == 1_390_001)
    let valued = typed.replacing(#""status":"NO""#, with: #""status":"PENDING""#)
    #expect(feishu.post(Paths.instances, valued).code == 1_390_002)
    let good = valued.replacing("unknown", with: real)
    #expect(feishu.post(Paths.instances, good).code == 0)
}

/// By their texts, not by their keys.
@Test(arguments: [2047, 2048])
func aFormsTextsAreBounded(length: Int) {
    let texts = """
        [{"locale":"zh-CN","is_default":true,"texts":[{"key":"@i18n@n","value":"x"},\
        {"key":"@i18n@v","value":"\(String(repeating: "长", count: length))"}]}]
        """
    let form = #","user_id":"starter","form":[{"name":"@i18n@n","value":"@i18n@v"}]"#
    func body(_ real: String) -> String {
        Payloads.instance(real, "i", 7, more: form).replacing(Payloads.texts, with: texts)
    }
    var cutting = Feishu()
    let taken = cutting.post(Paths.instances, body(cutting.define()))
    #expect(taken.code == 0, "\(taken.message)")
    #expect(cutting.instance("i")?.form.first?.value.count == 2047)
    var refusing = Feishu { $0.longForm = .refused }
    #expect(refusing.post(Paths.instances, body(refusing.define())).code == (length == 2047 ? 0 : 1_390_001))
}

@Test func timesAreStringsUnlessTheSettingsLetThemBeNumbers() {
    func numeric(_ text: String) -> String {
        text.replacing(/"([a-z]+_time)":"([0-9]+)"/) { "\"\($0.output.1)\":\($0.output.2)" }
    }
    var strict = Feishu()
    let sync = numeric(Payloads.instance(strict.define(), "i", 7, tasks: [Payloads.task("t", 7)]))
    #expect(strict.post(Paths.instances, sync).code == 9499)
    var lenient = Feishu { $0.acceptsNumericTimes = true }
    let real = lenient.define()
    let taken = numeric(Payloads.instance(real, "i", 7, tasks: [Payloads.task("t", 7)]))
    #expect(lenient.post(Paths.instances, taken).code == 0)
    #expect(lenient.instance("i")?.updateTime == 7)
    #expect(lenient.instance("i")?.task("t")?.updateTime == 7)
    for wrong in ["7.5", "true", "[7]"] {
        let answer = lenient.post(
            Paths.instances, taken.replacing("\"start_time\":", with: "\"start_time\":\(wrong),\"_\":"))
        #expect(answer.code == 9499, "\(wrong)")
    }
}

@Test func everyMissingFieldIsNamedAtOnce() {
    var feishu = Feishu()
    for body in ["", "{}"] {
        let answer = feishu.post(Paths.instances, body)
        #expect(answer.code == 99_992_402)
        let fields = answer.json?["error"]?["field_violations"]?.array?.map { $0["field"]?.stringValue ?? "" } ?? []
        #expect(
            fields == [
                "approval_code", "instance_id", "status", "links", "start_time", "end_time", "update_time",
                "i18n_resources",
            ])
    }
    #expect(feishu.post(Paths.instances, "{not json").code == 9499)
    #expect(feishu.post(Paths.instances, "[]").code == 9499)
    let withNull = Payloads.instance("c", "i", 1).replacing(#""status":"PENDING""#, with: #""status":null"#)
    #expect(feishu.post(Paths.instances, withNull).code == 99_992_402)
}

private let many = (0..<301).map { Payloads.task("t\($0)", 1) }.joined(separator: ",")

private let eachRuleOfAnInstanceCases: [(String, String, Int64)] = [
    (#""status":"PENDING","links":{"pc"#, #""status":"CANCELLED","links":{"pc"#, 1_390_001),
    (#""links":{"pc_link":"https://x/1"},"start"#, #""links":{},"start"#, 1_390_001),
    (#""update_mode":"UPDATE""#, #""update_mode":"MERGE""#, 1_390_001),
    (#""update_time":"7""#, #""update_time":"7s""#, 1_390_001),
    (#""update_time":"7""#, #""update_time":"-7""#, 1_390_001),
    (#""update_time":"7""#, #""update_time":"99999999999999999999""#, 1_390_001),
    (#""update_time":"7""#, #""update_time":7"#, 9499),
    (#""end_time":"0""#, #""end_time":0"#, 0),
    (#""task_list":[]"#, #""task_list":[\#(many)]"#, 1_390_001),
    (#""task_list":[]"#, #""task_list":{}"#, 9499),
    (#""task_list":[]"#, #""task_list":null"#, 0),
    (#""user_id":"starter""#, #""display_method":"POPUP""#, 1_390_001),
    (#""user_id":"starter""#, #""form":[{"name":"x","value":"\#(String(repeating: "y", count: 2048))"}]"#, 0),
    (#""user_id":"starter""#, #""user_id":12"#, 9499),
    (#""user_id":"starter""#, #""assignees":["x"]"#, 0),
    (#""instance_id":"i""#, #""instance_id":"""#, 1_390_001),
    (#""title":"@i18n@1""#, #""title":"plain""#, 0),
]

@Test(arguments: eachRuleOfAnInstanceCases)
func eachRuleOfAnInstance(part: String, replacement: String, code: Int64) {
    var feishu = Feishu()
    let body = Payloads.instance(feishu.define(), "i", 7)
    #expect(body.contains(part))
    let answer = feishu.post(Paths.instances, body.replacing(part, with: replacement))
    #expect(answer.code == code, "\(answer.message)")
    #expect((feishu.instance("i") != nil) == (code == 0))
}

private let eachRuleOfATaskCases: [(String, Int64)] = [
    (#","node_name":"Manager""#, 1_390_001), (#","node_name":"@i18n@2""#, 0), (#","node_name":"i18n@name""#, 0),
    (#","generate_type":"""#, 1_390_001), (#","generate_type":"DEFAULT""#, 0), (#","title":"plain""#, 0),
    (#","action_configs":[{"action_type":"APPROVE"},{"action_type":"REJECT"}]"#, 0),
    (
        #","action_configs":[{"action_type":"A","action_name":"@i18n@1"},{"action_type":"REJECT"},{"action_type":"APPROVE"}]"#,
        1_390_001
    ),
    (#","action_configs":[{"action_type":"HOLD"}]"#, 1_390_001), (#","action_configs":[{}]"#, 99_992_402),
    (#","action_configs":[{"action_type":"HOLD","action_name":"@i18n@2"}]"#, 0), (#","exclude_statistics":1"#, 9499),
]

@Test(arguments: eachRuleOfATaskCases)
func eachRuleOfATask(more: String, code: Int64) {
    var feishu = Feishu()
    let body = Payloads.instance(feishu.define(), "i", 7, tasks: [Payloads.task("t", 7, more: more)])
    let answer = feishu.post(Paths.instances, body)
    #expect(answer.code == code, "\(answer.message)")
}

@Test func aTaskWithoutApproverIsAcceptedAndNobodySeesIt() {
    var feishu = Feishu()
    let task = Payloads.task("t", 7, more: #","assignee_open_id":"ou_x""#)
    #expect(feishu.post(Paths.instances, Payloads.instance(feishu.define(), "i", 7, tasks: [task])).code == 0)
    #expect(feishu.instance("i")?.task("t")?.hiddenBecause == "no_approver")
    #expect(feishu.instance("i")?.task("t")?.isToDo == false)
}

@Test func idsThatCollideAreAcceptedAndHidden() {
    var feishu = Feishu()
    let body = Payloads.instance(
        feishu.define(), "i", 7, tasks: [Payloads.task("i", 7), Payloads.task("a", 7), Payloads.task("b", 7)],
        cc: [Payloads.cc("a", 7), Payloads.cc("c", 7)])
    #expect(feishu.post(Paths.instances, body).code == 0)
    let view = feishu.instance("i")
    #expect(view?.task("i")?.hiddenBecause == "id_collision")
    #expect(view?.task("a")?.hiddenBecause == "id_collision")
    #expect(view?.task("b")?.isToDo == true)
    #expect(view?.cc.map(\.hiddenBecause) == ["id_collision", nil])
}

@Test func openPointsOfValidationAreSwitches() {
    let noTime =
        #"{"task_id":"t","user_id":"u","status":"PENDING","links":{"pc_link":"https://x"},"create_time":"1","end_time":"0"}"#
    var strict = Feishu {
        $0.refusesMissingInitiator = true
        $0.maximumTasks = 1
        $0.maximumIDLength = 3
        $0.plainText = .refused
        $0.approvalErrorStatus = 200
    }
    let code = strict.define()
    #expect(strict.post(Paths.instances, Payloads.instance(code, "i", 7, tasks: [noTime])).code == 99_992_402)
    let refused = strict.post(Paths.instances, Payloads.instance(code, "i", 7, more: ""))
    #expect(refused.status == 200)
    #expect(refused.code == 1_390_001)
    let cleanUp = Payloads.instance(code, "i", 7, status: "APPROVED", mode: "REPLACE", more: "")
    #expect(strict.post(Paths.instances, cleanUp).code == 0)
    let two = [Payloads.task("a", 1), Payloads.task("b", 1)]
    #expect(strict.post(Paths.instances, Payloads.instance(code, "j", 7, tasks: two)).code == 1_390_001)
    #expect(strict.post(Paths.instances, Payloads.instance(code, "long", 7)).code == 1_390_001)
    let plain = Payloads.instance(code, "k", 7, more: #","user_id":"u","title":"plain""#)
    #expect(strict.post(Paths.instances, plain).code == 1_390_001)

    var lenient = Feishu {
        $0.requiresTaskUpdateTime = false
        $0.plainText = .accepted
    }
    let other = lenient.define()
    #expect(lenient.post(Paths.instances, Payloads.instance(other, "i", 7, tasks: [noTime])).code == 0)
    #expect(lenient.instance("i")?.task("t")?.updateTime == 7)
    let named = Payloads.task("n", 7, more: #","node_name":"Manager""#)
    #expect(lenient.post(Paths.instances, Payloads.instance(other, "n", 7, tasks: [named])).code == 0)
}
