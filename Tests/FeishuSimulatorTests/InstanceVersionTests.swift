import JSON
import Testing

@testable import FeishuSimulator

@Test func anOlderUpdateIsDroppedInSilence() {
    var feishu = Feishu()
    let code = feishu.define()
    let newer = Payloads.instance(
        code, "i", 10, status: "APPROVED", tasks: [Payloads.task("t", 10, status: "APPROVED")])
    #expect(feishu.post(Paths.instances, newer).code == 0)
    let older = Payloads.instance(code, "i", 9, tasks: [Payloads.task("t", 11), Payloads.task("new", 11)])
    let answer = feishu.post(Paths.instances, older)
    #expect(answer.status == 200)
    #expect(answer.code == 0)
    #expect(answer.data?["data"]?["update_time"]?.stringValue == "9", "the echo looks as if it had been applied")
    let view = feishu.instance("i")
    #expect(view?.status == "APPROVED")
    #expect(view?.tasks.map(\.id) == ["t"])
    #expect(view?.task("t")?.status == "APPROVED")
    #expect(feishu.lastEntry?.outcome == .dropped)
}

@Test func eachTaskAndCCHasItsOwnVersion() {
    var feishu = Feishu()
    let code = feishu.define()
    let first = Payloads.instance(
        code, "i", 10, tasks: [Payloads.task("a", 10), Payloads.task("b", 20)], cc: [Payloads.cc("c", 10)])
    #expect(feishu.post(Paths.instances, first).code == 0)
    let second = Payloads.instance(
        code, "i", 11,
        tasks: [
            Payloads.task("a", 11, status: "APPROVED"), Payloads.task("b", 20, status: "APPROVED"),
            Payloads.task("d", 1),
        ], cc: [Payloads.cc("c", 9, status: "READ")])
    #expect(feishu.post(Paths.instances, second).code == 0)
    let view = feishu.instance("i")
    #expect(view?.updateTime == 11)
    #expect(view?.task("a")?.status == "APPROVED")
    #expect(view?.task("b")?.status == "PENDING")
    #expect(view?.task("d")?.updateTime == 1)
    #expect(view?.cc.first?.readStatus == "UNREAD")
    #expect(feishu.lastEntry?.outcome == .partial)
    #expect(feishu.lastEntry?.droppedEntities == 2)
}

@Test func anEqualInstanceTimeIsASwitch() {
    for rule in SimulatorSettings.EqualInstanceTime.allCases {
        var feishu = Feishu { $0.equalInstanceTime = rule }
        let code = feishu.define()
        #expect(
            feishu.post(Paths.instances, Payloads.instance(code, "i", 10, tasks: [Payloads.task("t", 10)])).code == 0)
        let again = Payloads.instance(
            code, "i", 10, status: "APPROVED", tasks: [Payloads.task("t", 11, status: "APPROVED")])
        #expect(feishu.post(Paths.instances, again).code == 0)
        #expect(feishu.instance("i")?.status == "PENDING")
        #expect(feishu.instance("i")?.task("t")?.status == (rule == .perEntity ? "APPROVED" : "PENDING"))
        #expect(feishu.lastEntry?.outcome == (rule == .perEntity ? .partial : .dropped))
    }
}

@Test func anUpdateLeavesWhatItCannotChange() {
    var feishu = Feishu()
    let code = feishu.define()
    let first = Payloads.instance(
        code, "i", 1, tasks: [Payloads.task("t", 1, more: #","user_id":"u1","node_id":"n1","node_name":"@i18n@1""#)],
        more: #","user_id":"starter","department_id":"d1","department_name":"@i18n@1""#)
    let second = Payloads.instance(
        code, "i", 2,
        tasks: [
            Payloads.task("t", 2, more: #","user_id":"u2","node_id":"n2","node_name":"@i18n@2","title":"@i18n@2""#)
        ],
        more: #","user_id":"starter2","department_id":"d2","department_name":"@i18n@2""#)
    #expect(feishu.post(Paths.instances, first).code == 0)
    #expect(feishu.post(Paths.instances, second).code == 0)
    var view = feishu.instance("i")
    #expect(view?.departmentID == "d1")
    #expect(view?.departmentName == "请假")
    #expect(view?.userID == "starter2")
    #expect(view?.task("t")?.userID == "u1")
    #expect(view?.task("t")?.nodeID == "n1")
    #expect(view?.task("t")?.nodeName == "请假")
    #expect(view?.task("t")?.title == "经理审批")
    #expect(view?.task("t")?.updateTime == 2)
    let replace = second.replacing("UPDATE", with: "REPLACE").replacing(
        #""update_time":"2""#, with: #""update_time":"0""#)
    #expect(feishu.post(Paths.instances, replace).code == 0)
    view = feishu.instance("i")
    #expect(view?.departmentID == "d2")
    #expect(view?.task("t")?.userID == "u2")
    #expect(view?.updateTime == 0, "REPLACE compares no versions")
}

@Test func replaceDeletesWhatIsNotListed() {
    var feishu = Feishu()
    let code = feishu.define()
    let both = Payloads.instance(
        code, "i", 5, tasks: [Payloads.task("a", 5), Payloads.task("b", 5)], cc: [Payloads.cc("c", 5)])
    #expect(feishu.post(Paths.instances, both).code == 0)
    let one = Payloads.instance(code, "i", 5, mode: "REPLACE", tasks: [Payloads.task("b", 1)])
    #expect(feishu.post(Paths.instances, one).code == 0)
    #expect(feishu.instance("i")?.tasks.map(\.id) == ["b"])
    #expect(feishu.instance("i")?.cc.isEmpty == true)
}

@Test func replaceIntoAnEarlierStatusIsASwitch() {
    for rule in SimulatorSettings.ReplaceRegression.allCases {
        var feishu = Feishu { $0.replaceRegression = rule }
        let code = feishu.define()
        _ = feishu.post(Paths.instances, Payloads.instance(code, "i", 5, status: "APPROVED"))
        let answer = feishu.post(Paths.instances, Payloads.instance(code, "i", 1, mode: "REPLACE"))
        #expect(answer.code == (rule == .refused ? 1_390_001 : 0))
        #expect(feishu.instance("i")?.status == (rule == .allowed ? "PENDING" : "APPROVED"))
    }
}

@Test func theCleanUpRecipeGivesTheInstanceAway() {
    for isFinal in [true, false] {
        var feishu = Feishu { $0.cleanUpIsFinal = isFinal }
        let code = feishu.define()
        _ = feishu.post(Paths.instances, Payloads.instance(code, "i", 5, tasks: [Payloads.task("t", 5)]))
        let recipe = Payloads.instance(code, "i", 5, status: "APPROVED", mode: "REPLACE", more: "")
        #expect(feishu.post(Paths.instances, recipe).code == 0)
        #expect(feishu.instance("i")?.isOwnedByNobody == true)
        #expect(feishu.instance("i")?.tasks.isEmpty == true)
        #expect(feishu.post(Paths.instances, Payloads.instance(code, "i", 6, mode: "REPLACE")).code == 0)
        #expect(feishu.instance("i")?.isOwnedByNobody == isFinal)
    }
}

@Test func aStaleAnswerCanBeEmpty() {
    var feishu = Feishu { $0.staleUpdateAnswer = .empty }
    let body = Payloads.instance(feishu.define(), "i", 5)
    #expect(feishu.post(Paths.instances, body).data?["data"]?["instance_id"]?.stringValue == "i")
    let again = feishu.post(Paths.instances, body)
    #expect(again.code == 0)
    #expect(again.data?.object?.isEmpty == true)
}

private let theSameInstanceWindowHoldsBackOneInstanceCases: [(SimulatorSettings.SameInstanceAnswer, Int64, String)] = [
    (SimulatorSettings.SameInstanceAnswer.shortPeriod, 1_390_014, "short period"),
    (.someErrors, 1_395_001, "try again later"),
]

@Test(arguments: theSameInstanceWindowHoldsBackOneInstanceCases)
func theSameInstanceWindowHoldsBackOneInstance(
    answer: SimulatorSettings.SameInstanceAnswer, code: Int64, message: String
) {
    var feishu = Feishu {
        $0.sameInstanceWindow = 1000
        $0.sameInstanceAnswer = answer
    }
    let definition = feishu.define()
    #expect(feishu.post(Paths.instances, Payloads.instance(definition, "i", 1)).code == 0)
    #expect(feishu.post(Paths.instances, Payloads.instance(definition, "j", 1)).code == 0)
    feishu.advance(.milliseconds(999))
    let refused = feishu.post(Paths.instances, Payloads.instance(definition, "i", 2))
    #expect(refused.status == 400)
    #expect(refused.code == code)
    #expect(refused.message.contains(message))
    feishu.advance(.milliseconds(1))
    #expect(feishu.post(Paths.instances, Payloads.instance(definition, "i", 2)).code == 0)
    #expect(feishu.instance("i")?.updateTime == 2)
}

/// One instance by the rules of the FAQ, written down as plainly as possible.
private struct NaiveInstance {
    var time: Int64?
    var status = ""
    var tasks: [String: (time: Int64, status: String)] = [:]

    mutating func sync(_ mode: String, _ newTime: Int64, _ newStatus: String, _ list: [(String, Int64, String)]) {
        guard mode == "UPDATE", let old = time else {
            time = newTime
            status = newStatus
            tasks = Dictionary(list.map { ($0.0, (time: $0.1, status: $0.2)) }, uniquingKeysWith: { $1 })
            return
        }
        guard newTime > old else { return }
        time = newTime
        status = newStatus
        for (id, taskTime, taskStatus) in list where taskTime > tasks[id]?.time ?? -1 {
            tasks[id] = (time: taskTime, status: taskStatus)
        }
    }
}

@Test(.timeLimit(.minutes(1)))
func randomSyncsAgreeWithTheNaiveModel() {
    let statuses = ["PENDING", "APPROVED", "REJECTED"]
    for seed in UInt64(0)..<400 {
        var random = SeededRandom(seed: seed)
        var feishu = Feishu()
        let code = feishu.define()
        var naive = NaiveInstance()
        for step in 0..<15 {
            let mode = random.next() % 5 == 0 ? "REPLACE" : "UPDATE"
            let time = Int64(random.next() % 20)
            let status = statuses[Int(random.next() % 3)]
            let list = (0..<4).filter { _ in random.next() % 2 == 0 }.map { number in
                ("t\(number)", Int64(random.next() % 20), statuses[Int(random.next() % 3)])
            }
            naive.sync(mode, time, status, list)
            let body = Payloads.instance(
                code, "i", time, status: status, mode: mode,
                tasks: list.map { Payloads.task($0.0, $0.1, status: $0.2) })
            let answer = feishu.post(Paths.instances, body)
            let view = feishu.instance("i")
            let found = Dictionary(
                view?.tasks.map { ($0.id, "\($0.updateTime) \($0.status)") } ?? [], uniquingKeysWith: { $1 })
            let expected = naive.tasks.mapValues { "\($0.time) \($0.status)" }
            guard answer.code == 0, view?.updateTime == naive.time, view?.status == naive.status, found == expected
            else {
                Issue.record("seed \(seed) step \(step): expected \(naive), found \(String(describing: view))")
                return
            }
        }
    }
}
