import JSON
import Testing

@testable import FeishuSimulator

@Test func creatingWithTheSameCustomCodeUpdates() {
    var feishu = Feishu()
    let real = feishu.define("leave")
    #expect(real != "leave")
    for _ in 0..<5 { #expect(feishu.define("leave") == real) }
    let view = feishu.state.snapshot(StateFilter()).definitions
    #expect(view.map(\.updates) == [5])
    #expect(view.first?.name == "请假")
    #expect(view.first?.isVisible == false, "without viewers nobody sees it")
}

@Test func theRealCodeCreatesASecondDefinition() {
    var feishu = Feishu()
    let real = feishu.define("leave")
    let second = feishu.define(real)
    #expect(second != real)
    #expect(feishu.state.snapshot(StateFilter()).definitions.count == 2)
}

@Test func onlyTheRealCodeReads() {
    var feishu = Feishu()
    let real = feishu.define("leave")
    #expect(feishu.get(Paths.definitions + "/leave").code == 1_390_002)
    let answer = feishu.get(Paths.definitions + "/" + real)
    #expect(answer.data?["approval_code"]?.stringValue == "leave")
    #expect(answer.data?["external"]?.object?.count == 7, "switches are always there, texts as sent")
    let instance = feishu.post(Paths.instances, Payloads.instance("leave", "i", 5))
    #expect(instance.status == 400)
    #expect(instance.code == 1_390_002)
    #expect(instance.message == "approval code not found")
}

@Test func anUpdateResetsSwitchesThatItLeavesOut() {
    var feishu = Feishu()
    let switches = [
        "enable_quick_operate", "allow_batch_operate", "support_batch_read", "enable_mark_readed",
        "exclude_efficiency_statistics",
    ]
    let on = switches.map { #""\#($0)":true"# }.joined(separator: ",")
    let body = Payloads.definition("leave").replacing(#""support_pc":true"#, with: #""support_pc":true,"# + on)
    let real = feishu.post(Paths.definitions, body).data?["approval_code"]?.stringValue ?? ""
    var external = feishu.get(Paths.definitions + "/" + real).data?["external"]
    for name in switches { #expect(external?.object?[name]?.bool == true) }
    _ = feishu.define("leave")
    external = feishu.get(Paths.definitions + "/" + real).data?["external"]
    for name in switches { #expect(external?.object?[name]?.bool == false) }
}

@Test func groupsNeedANameOnceAndACodeAtCreation() {
    var feishu = Feishu()
    let none = feishu.post(Paths.definitions, Payloads.definition("a", group: ""))
    #expect(none.status == 400)
    #expect(none.code == 1_390_001)
    #expect(none.message == "Group code cannot be empty when create approval definition")
    let unnamed = feishu.post(Paths.definitions, Payloads.definition("a", group: #""group_code":"g","#))
    #expect(unnamed.code == 1_390_001)
    let real = feishu.define("a")
    #expect(feishu.post(Paths.definitions, Payloads.definition("b", group: #""group_code":"g","#)).code == 0)
    #expect(feishu.post(Paths.definitions, Payloads.definition("a", group: "")).code == 0, "an update keeps its group")
    #expect(feishu.get(Paths.definitions + "/" + real).data?["group_code"]?.stringValue == "g")
    let renaming = #""group_code":"g","group_name":"@i18n@2","#
    #expect(feishu.post(Paths.definitions, Payloads.definition("b", group: renaming)).code == 0)
    #expect(feishu.get(Paths.definitions + "/" + real).data?["group_name"]?.stringValue == "@i18n@2")
}

@Test func aPlainNameBecomesAKey() {
    var feishu = Feishu()
    let body = Payloads.definition("leave").replacing(#""approval_name":"@i18n@1""#, with: #""approval_name":"Leave""#)
    let real = feishu.post(Paths.definitions, body).data?["approval_code"]?.stringValue ?? ""
    let data = feishu.get(Paths.definitions + "/" + real).data
    let key = data?["approval_name"]?.stringValue ?? ""
    #expect(key.hasPrefix("@i18n@"))
    #expect(key.utf8.count == 42)
    let texts = data?["i18n_resources"]?[0]?["texts"]?.array?.map { $0["key"]?.stringValue ?? "" } ?? []
    #expect(texts == ["@i18n@1", "@i18n@2", key])
    #expect(feishu.state.snapshot(StateFilter()).definitions.first?.name == "Leave")
}

private let badDefinitionsAreRefusedCases: [(String, String, Int64, String)] = [
    (#""support_pc":true"#, #""support_pc":false"#, 1_390_001, "support_pc"),
    (#""approval_code":"leave","#, "", 99_992_402, "field validation failed"),
    (#""external":{"support_pc":true},"#, "", 99_992_402, "field validation failed"),
    (#"[{"key":"@i18n@1","value":"请假"},{"key":"@i18n@2","value":"经理审批"}]"#, #"{"@i18n@1":"x"}"#, 9499, "json: texts"),
    (#""support_pc":true"#, #""support_pc":"yes""#, 9499, "json: support_pc"),
    (#"{"approval_name""#, #"{"viewers":[{"viewer_type":"ALL"}],"approval_name""#, 1_390_001, "viewer_type ALL"),
    (#"{"approval_name""#, #"{"viewers":[{"viewer_type":"USER"}],"approval_name""#, 1_390_001, "viewer_user_id"),
    (
        #"{"approval_name""#, #"{"viewers":[{"viewer_type":"DEPARTMENT"}],"approval_name""#, 1_390_001,
        "viewer_department_id"
    ),
    (#"{"approval_name""#, #"{"managers":[1],"approval_name""#, 9499, "managers"),
]

@Test(arguments: badDefinitionsAreRefusedCases)
func badDefinitionsAreRefused(part: String, replacement: String, code: Int64, message: String) {
    var feishu = Feishu()
    let body = Payloads.definition("leave")
    #expect(body.contains(part))
    let answer = feishu.post(Paths.definitions, body.replacing(part, with: replacement))
    #expect(answer.status == 400)
    #expect(answer.code == code)
    #expect(answer.message.contains(message))
    #expect(feishu.state.snapshot(StateFilter()).definitions.isEmpty)
}

@Test func unknownKeysAreIgnored() {
    var feishu = Feishu()
    let body = Payloads.definition("leave").replacing(
        #"{"approval_name""#, with: #"{"nonsense":[1,{}],"approval_name""#)
    #expect(feishu.post(Paths.definitions, body).code == 0)
}

@Test func codesBelongToAnAppOrToTheTenant() {
    for scope in SimulatorSettings.DefinitionScope.allCases {
        let other = SimulatedApp(id: "cli_other", secret: "s")
        var feishu = Feishu(SimulatorConfiguration(apps: [other])) { $0.definitionScope = scope }
        let mine = feishu.define("leave")
        feishu.token = feishu.makeToken("cli_other", "s")
        #expect((feishu.define("leave") == mine) == (scope == .tenant))
    }
}

@Test func aDeletedDefinitionSaysSo() {
    var feishu = Feishu()
    let real = feishu.define("leave")
    let path = "/_simulator/definitions/delete"
    #expect(feishu.send("POST", path, #"{"approval_code":"\#(real)"}"#, authorization: nil).status == 200)
    #expect(feishu.get(Paths.definitions + "/" + real).code == 1_390_016)
    #expect(feishu.post(Paths.instances, Payloads.instance(real, "i", 1)).code == 1_390_016)
    #expect(feishu.define("leave") != real)
}
