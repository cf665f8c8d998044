import Testing

@testable import FeishuSimulator

private func entry(_ number: UInt64, _ keys: CallKeys = CallKeys()) -> JournalEntry {
    JournalEntry(
        sequence: number, receivedAt: SimulatorInstant(microseconds: Int64(number)), answeredAt: nil,
        api: .instanceSync,
        app: "a", keys: keys, outcome: .applied, droppedEntities: 0, status: 200, code: 0, fault: nil)
}

@Test func theJournalKeepsTheNewestCalls() {
    var journal = Journal(capacity: 10)
    for number in UInt64(1)...25 {
        #expect(journal.nextSequence == number)
        journal.append(entry(number))
    }
    #expect(journal.entries(after: 0, limit: 100).map(\.sequence) == Array(16...25))
    #expect(journal.entries(after: 20, limit: 3).map(\.sequence) == [21, 22, 23])
    #expect(journal.entries(after: 25, limit: 3).isEmpty)
    #expect(journal.entries(after: .max, limit: 3).isEmpty)
    #expect(journal.entries(after: 0, limit: 2) { $0.sequence % 2 == 0 }.map(\.sequence) == [16, 18])
    journal.removeAll()
    #expect(journal.entries(after: 0, limit: 100).isEmpty)
    journal.append(entry(26))
    #expect(journal.entries(after: 0, limit: 100).map(\.sequence) == [26])
}

@Test func entriesComeBackAsTheyWere() {
    var journal = Journal(capacity: 5)
    var keys = CallKeys()
    keys.instanceID = "实例-1"
    keys.uuid = ""
    keys.taskIDs = (0..<8).map { "task \($0)" }
    keys.version = 42
    keys.requestID = "command/process/1"
    journal.append(entry(1, keys))
    #expect(journal.entries(after: 0, limit: 1) == [entry(1, keys)])
}

@Test func longIDsAreCutBetweenCharacters() {
    let packed = PackedStrings([nil, String(repeating: "é", count: 200), "end"])
    #expect(packed[0] == nil)
    #expect(packed[1] == String(repeating: "é", count: 125))
    #expect(packed[2] == "end")
    #expect(PackedStrings(["x" + String(repeating: "字", count: 100)])[0] == "x" + String(repeating: "字", count: 83))
    #expect(packed[16] == nil)
}

@Test func callsAreNotedWithTheirIDsAndOutcome() {
    var feishu = Feishu()
    let code = feishu.define()
    let tasks = (0..<12).map { Payloads.task("t\($0)", 1) }
    _ = feishu.post(Paths.instances, Payloads.instance(code, "i", 77, tasks: tasks))
    let noted = feishu.lastEntry
    #expect(noted?.api == .instanceSync)
    #expect(noted?.app == "cli_simulator")
    #expect(noted?.keys.approvalCode == code)
    #expect(noted?.keys.instanceID == "i")
    #expect(noted?.keys.taskIDs == (0..<8).map { "t\($0)" })
    #expect(noted?.keys.version == 77)
    #expect(noted?.outcome == .applied)
    #expect(noted?.sequence == 3)
    #expect(noted?.receivedAt == feishu.now)
    _ = feishu.get(Paths.definitions + "/" + code)
    #expect(feishu.lastEntry?.keys.approvalCode == code)
    #expect(feishu.lastEntry?.outcome == .answered)
    let calls = feishu.state.snapshot(StateFilter()).calls
    #expect(calls[.instanceSync] == [.applied: 1])
    #expect(calls[.tenantTokenInternal] == [.answered: 1])
}

@Test func oldInstancesAndCardsAreForgotten() {
    var feishu = Feishu(SimulatorConfiguration(maximumInstances: 5, maximumMessages: 3))
    let code = feishu.define()
    for number in 0..<3000 { _ = feishu.post(Paths.instances, Payloads.instance(code, "i\(number)", 1)) }
    for _ in 0..<10 { _ = feishu.post(Paths.send, Payloads.message()) }
    let snapshot = feishu.state.snapshot(StateFilter())
    #expect(snapshot.instances.map(\.id) == (2995..<3000).map { "i\($0)" })
    #expect(snapshot.forgottenInstances == 2995)
    #expect(snapshot.messageCount == 3)
    #expect(snapshot.forgottenMessages == 7)
}
