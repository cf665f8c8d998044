import JSON
import Testing

@testable import FeishuSimulator

/// One instance at 10 with tasks a (10) and b (20).
private func synced(_ change: (inout SimulatorSettings) -> Void = { _ in }) -> Feishu {
    var feishu = Feishu(SimulatorConfiguration(), change)
    let code = feishu.define()
    let tasks = [Payloads.task("a", 10), Payloads.task("b", 20, status: "APPROVED")]
    _ = feishu.post(Paths.instances, Payloads.instance(code, "i", 10, tasks: tasks))
    return feishu
}

private let checkAnswersByItsFourStepsCases: [(String, String)] = [
    (#""instance_id":"i","update_time":"10","tasks":[{"task_id":"a","update_time":"10"}]"#, "[]"),
    (#""instance_id":"i","update_time":"10","tasks":[]"#, "[]"),
    (#""instance_id":"x","update_time":"10","tasks":[]"#, #"[{"instance_id":"x","tasks":[],"update_time":"0"}]"#),
    (
        #""instance_id":"i","update_time":"10","tasks":[{"task_id":"z","update_time":"1"}]"#,
        #"[{"instance_id":"i","tasks":[{"task_id":"z","update_time":"0"}],"update_time":"10"}]"#
    ),
    (
        #""instance_id":"i","update_time":"10","tasks":[{"task_id":"a","update_time":"10"},{"task_id":"b","update_time":"21"}]"#,
        #"[{"instance_id":"i","tasks":[{"task_id":"b","update_time":"20"}],"update_time":"10"}]"#
    ),
    (
        #""instance_id":"i","update_time":"11","tasks":[{"task_id":"a","update_time":"10"}]"#,
        #"[{"instance_id":"i","tasks":[],"update_time":"10"}]"#
    ),
    (#""instance_id":"i","update_time":"9","tasks":[]"#, #"[{"instance_id":"i","tasks":[],"update_time":"10"}]"#),
]

@Test(arguments: checkAnswersByItsFourStepsCases)
func checkAnswersByItsFourSteps(item: String, expected: String) {
    var feishu = synced()
    let answer = feishu.post(Paths.check, #"{"instances":[{\#(item)}]}"#)
    #expect(answer.status == 200)
    #expect(answer.code == 0)
    #expect(String(decoding: answer.raw.body, as: UTF8.self).contains(#""diff_instances":\#(expected)}"#))
}

@Test func checkNeedsAllItsFields() {
    var feishu = synced()
    for body in ["", "{}", #"{"instances":[{"instance_id":"i"}]}"#] {
        #expect(feishu.post(Paths.check, body).code == 99_992_402)
    }
    let item = #"{"instance_id":"i","update_time":"x","tasks":[]}"#
    #expect(feishu.post(Paths.check, #"{"instances":[\#(item)]}"#).code == 1_390_001)
    #expect(feishu.post(Paths.check, #"{"instances":[{"instance_id":"i","update_time":1,"tasks":[]}]}"#).code == 9499)
}

@Test func checkLimitsAreSwitches() {
    var feishu = synced {
        $0.maximumCheckBatch = 1
        $0.checkAcceptsEmptyTasks = false
    }
    let item = #"{"instance_id":"i","update_time":"10","tasks":[{"task_id":"a","update_time":"10"}]}"#
    #expect(feishu.post(Paths.check, #"{"instances":[\#(item)]}"#).code == 0)
    #expect(feishu.post(Paths.check, #"{"instances":[\#(item),\#(item)]}"#).code == 1_390_001)
    let empty = #"{"instances":[{"instance_id":"i","update_time":"10","tasks":[]}]}"#
    #expect(feishu.post(Paths.check, empty).code == 1_390_001)
}

@Test func anotherAppsInstanceIsUnknown() {
    var feishu = Feishu(SimulatorConfiguration(apps: [SimulatedApp(id: "cli_other", secret: "s")]))
    _ = feishu.post(Paths.instances, Payloads.instance(feishu.define(), "i", 10))
    feishu.token = feishu.makeToken("cli_other", "s")
    let answer = feishu.post(Paths.check, #"{"instances":[{"instance_id":"i","update_time":"10","tasks":[]}]}"#)
    #expect(answer.data?["diff_instances"]?[0]?["update_time"]?.stringValue == "0")
}

private let twentyOne = (0..<21).map { "\"\($0)\"" }.joined(separator: ",")

private let filters: [(String, Int64)] = [
    ("", 1_390_001), ("{}", 1_390_001), (#"{"instance_ids":[]}"#, 1_390_001), (#"{"instance_ids":["i"]}"#, 0),
    (#"{"instance_ids":["i"],"status":"PENDING"}"#, 1_390_001), (#"{"approval_codes":["c"]}"#, 1_390_001),
    (#"{"approval_codes":["c"],"status":"PENDING"}"#, 0), (#"{"user_ids":["u"],"status":"PENDING"}"#, 1_390_001),
    (#"{"approval_codes":["c"],"user_ids":["u"],"status":"PENDING"}"#, 0),
    (#"{"approval_codes":["c"],"status":"OPEN"}"#, 1_390_001), (#"{"instance_ids":"i"}"#, 9499),
    (#"{"instance_ids":[\#(twentyOne)]}"#, 1_390_001),
]

@Test(arguments: filters)
func onlySomeFiltersOfTheTaskListAreLegal(body: String, code: Int64) {
    var feishu = synced()
    #expect(feishu.get(Paths.tasks, body).code == code)
}

@Test func theTaskListNamesTasksAndTimesAsStrings() {
    var feishu = synced()
    let answer = feishu.get(Paths.tasks, #"{"instance_ids":["nothing","i"]}"#)
    let item = answer.data?["data"]?[0]
    #expect(answer.data?["data"]?.array?.count == 1)
    #expect(answer.data?["has_more"]?.bool == false)
    #expect(answer.data?["page_token"] == nil)
    #expect(item?["instance_id"]?.stringValue == "i")
    #expect(item?["update_time"]?.stringValue == "10")
    #expect(item?["tasks"]?.array?.map { $0["id"]?.stringValue } == ["a", "b"])
    let real = item?["approval_code"]?.stringValue ?? ""
    let approved = feishu.get(Paths.tasks, #"{"approval_codes":["\#(real)"],"user_ids":["u1"],"status":"APPROVED"}"#)
    #expect(approved.data?["data"]?[0]?["tasks"]?.array?.map { $0["id"]?.stringValue } == ["b"])
    let nobody = feishu.get(Paths.tasks, #"{"approval_codes":["\#(real)"],"user_ids":["u2"],"status":"APPROVED"}"#)
    #expect(nobody.data?["data"]?.array?.isEmpty == true)
}

@Test func theTaskListCanGiveCustomCodes() {
    var feishu = synced { $0.taskListCode = .custom }
    let answer = feishu.get(Paths.tasks, #"{"approval_codes":["leave"],"status":"PENDING"}"#)
    #expect(answer.data?["data"]?[0]?["approval_code"]?.stringValue == "leave")
}

@Test func pagesFollowEachOther() {
    var feishu = Feishu()
    let code = feishu.define()
    for number in 0..<23 {
        let tasks = number % 3 == 0 ? [] : [Payloads.task("t", 1)]
        _ = feishu.post(Paths.instances, Payloads.instance(code, "i\(number)", 1, tasks: tasks))
    }
    var seen: [String] = []
    var token: String?
    var pages = 0
    repeat {
        let query: [(name: String, value: String?)] = [("page_size", "4")] + (token.map { [("page_token", $0)] } ?? [])
        let body = token == nil ? #"{"approval_codes":["\#(code)"],"status":"PENDING"}"# : ""
        let answer = feishu.get(Paths.tasks, body, query: query)
        #expect(answer.code == 0)
        seen += answer.data?["data"]?.array?.compactMap { $0["instance_id"]?.stringValue } ?? []
        token = answer.data?["page_token"]?.stringValue
        #expect((token != nil) == (answer.data?["has_more"]?.bool == true))
        pages += 1
    } while token != nil && pages < 20
    #expect(seen == (0..<23).filter { $0 % 3 != 0 }.map { "i\($0)" })
    #expect(pages == 4)
    for (name, value) in [("page_token", "unknown"), ("page_size", "0"), ("page_size", "501"), ("page_size", "x")] {
        #expect(feishu.get(Paths.tasks, #"{"instance_ids":["i1"]}"#, query: [(name, value)]).code == 1_390_001)
    }
}
