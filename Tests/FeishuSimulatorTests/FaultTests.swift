import JSON
import Testing

@testable import FeishuSimulator

@Test func aFaultBeforeApplyingLeavesNothing() {
    var feishu = Feishu()
    let code = feishu.define()
    _ = feishu.state.faults.inject(Fault(.answer(status: 503, code: 2200, message: "Internal Error"), count: 1))
    let body = Payloads.instance(code, "i", 1)
    let failed = feishu.post(Paths.instances, body)
    #expect(failed.status == 503)
    #expect(failed.code == 2200)
    #expect(feishu.instance("i") == nil)
    #expect(feishu.lastEntry?.outcome == .prevented)
    #expect(feishu.lastEntry?.fault == "answer")
    #expect(feishu.post(Paths.instances, body).code == 0)
    #expect(feishu.instance("i") != nil)
}

@Test func aFaultAfterApplyingSpoilsOnlyTheAnswer() {
    var feishu = Feishu()
    _ = feishu.state.faults.inject(Fault(.reset, moment: .after, apis: [.messageSend], count: 1))
    let lost = feishu.post(Paths.send, Payloads.message(uuid: "u"))
    #expect(lost.raw.connection == .reset)
    #expect(feishu.lastEntry?.outcome == .applied)
    #expect(feishu.lastEntry?.answeredAt == nil)
    #expect(feishu.post(Paths.send, Payloads.message(uuid: "u")).code == 0)
    #expect(feishu.lastEntry?.outcome == .duplicate)
    #expect(feishu.state.snapshot(StateFilter()).messages.count == 1)
}

private let eachEffectCases: [(Fault, SimulatedAnswer.Connection, Int, String, Int64)] = [
    (Fault(.close), SimulatedAnswer.Connection.close, 200, SimulatedAnswer.json, 0),
    (Fault(.truncate), .truncate, 200, SimulatedAnswer.json, 0), (Fault(.stall), .stall, 200, SimulatedAnswer.json, 0),
    (Fault(.html(status: 502)), .normal, 502, SimulatedAnswer.html, 0),
    (Fault(.contentType("text/plain")), .normal, 200, "text/plain", 0),
    (Fault(.none, delay: 1500), .normal, 200, SimulatedAnswer.json, 1_500_000),
    (Fault(.emptyBody), .normal, 200, SimulatedAnswer.json, 0),
]

@Test(arguments: eachEffectCases)
func eachEffect(fault: Fault, connection: SimulatedAnswer.Connection, status: Int, type: String, delay: Int64) {
    var feishu = Feishu()
    _ = feishu.state.faults.inject(fault)
    let answer = feishu.post(Paths.send, Payloads.message())
    #expect(answer.raw.connection == connection)
    #expect(answer.status == status)
    #expect(answer.raw.contentType == type)
    #expect(answer.raw.delay == delay)
    #expect(answer.header("X-Tt-Logid") != nil)
    #expect(answer.raw.body.isEmpty == (fault.effect == .emptyBody))
}

@Test func aCutBodyIsNoJSON() {
    var feishu = Feishu()
    _ = feishu.state.faults.inject(Fault(.malformedBody, headers: ["x-extra": "1"]))
    let answer = feishu.post(Paths.send, Payloads.message())
    #expect(answer.json == nil)
    #expect(!answer.raw.body.isEmpty)
    #expect(answer.header("x-extra") == "1")
    #expect(feishu.state.snapshot(StateFilter()).messages.count == 1)
}

@Test func faultsChooseTheirCalls() {
    var feishu = Feishu()
    _ = feishu.state.faults.inject(Fault(.answer(status: 500, code: 1, message: ""), key: "poison"))
    _ = feishu.state.faults.inject(
        Fault(.answer(status: 500, code: 2, message: ""), apis: [.messageSend], skip: 1, count: 2))
    _ = feishu.state.faults.inject(Fault(.answer(status: 500, code: 3, message: ""), app: "cli_nobody"))
    let codes = (0..<5).map { _ in feishu.post(Paths.send, Payloads.message()).code }
    #expect(codes == [0, 2, 2, 0, 0])
    #expect(feishu.post(Paths.send, Payloads.message(uuid: "poison")).code == 1)
    #expect(feishu.post(Paths.send, Payloads.message(user: "poison")).code == 1)
    #expect(feishu.post(Paths.update, #"{"message_id":"poison","status":"APPROVED"}"#).code == 1)
    #expect(feishu.post(Paths.token, "{}").code == 10003, "token calls must be named")
    #expect(feishu.state.faults.armed.map(\.hits) == [3, 2, 0])
    _ = feishu.state.faults.inject(Fault(.answer(status: 500, code: 4, message: ""), apis: [.tenantTokenInternal]))
    #expect(feishu.post(Paths.token, "{}").code == 4)
}

@Test func aShareIsDrawnFromTheSeed() {
    func hits(_ seed: UInt64) -> [Bool] {
        var feishu = Feishu(SimulatorConfiguration(seed: seed))
        _ = feishu.state.faults.inject(Fault(.answer(status: 500, code: 1, message: ""), share: 0.3))
        return (0..<1000).map { _ in feishu.post(Paths.check, "{}").code == 1 }
    }
    let first = hits(5)
    #expect(first == hits(5))
    #expect(first != hits(6))
    #expect((230...370).contains(first.count { $0 }))
}

@Test func callsRefusedByTheGatewayUseUpNoFault() {
    var feishu = Feishu { $0.defaultRateLimit = RateLimit(perSecond: 1, perMinute: 0) }
    _ = feishu.state.faults.inject(Fault(.answer(status: 500, code: 1, message: ""), skip: 1, count: 1))
    #expect(feishu.post(Paths.check, "{}").code == 99_992_402)
    #expect(feishu.post(Paths.check, "{}").code == 99_991_400)
    #expect(feishu.send("POST", Paths.check, "{}", authorization: nil).code == 99_991_661)
    feishu.advance(.seconds(1))
    #expect(feishu.post(Paths.check, "{}").code == 1)
}
