import JSON
import Synchronization
import Testing

@testable import FeishuSimulator

private final class Seen: Sendable {
    private let entries = Mutex<[JournalEntry]>([])
    func add(_ entry: JournalEntry) { entries.withLock { $0.append(entry) } }
    var all: [JournalEntry] { entries.withLock { $0 } }
}

private let tokenBody = #"{"app_id":"cli_simulator","app_secret":"simulator-secret"}"#

private func post(
    _ simulator: FeishuSimulator, _ path: String, _ body: String, token: String? = nil
) async throws -> RawResponse {
    let client = try RawClient(port: simulator.port)
    let header = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
    try await client.send(
        "POST \(path) HTTP/1.1\r\nHost: h\r\n\(header)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    return try await client.response()
}

private func makeToken(_ simulator: FeishuSimulator) async throws -> String {
    let answer = try await post(simulator, Paths.token, tokenBody)
    return try JSONParser().parse(answer.body)["tenant_access_token"]?.stringValue ?? ""
}

@Test(.timeLimit(.minutes(1)))
func theObserverSeesEachCallBeforeItsAnswer() async throws {
    let seen = Seen()
    let simulator = try FeishuSimulator { seen.add($0) }
    defer { simulator.stop() }
    let token = try await makeToken(simulator)
    #expect(seen.all.map(\.api) == [.tenantTokenInternal])
    _ = try await post(simulator, Paths.send, Payloads.message(uuid: "u"), token: token)
    #expect(seen.all == simulator.journal())
    #expect(seen.all.last?.keys.uuid == "u")
    #expect(simulator.baseURL == "http://127.0.0.1:\(simulator.port)")
    simulator.clearJournal()
    #expect(simulator.journal().isEmpty)
}

@Test(.timeLimit(.minutes(1)))
func brokenConnectionsReachTheClient() async throws {
    let simulator = try FeishuSimulator()
    defer { simulator.stop() }
    let token = try await makeToken(simulator)
    simulator.inject(Fault(.reset, moment: .after, count: 1))
    await #expect(throws: RawClient.Failure.system(104)) {
        _ = try await post(simulator, Paths.send, Payloads.message(uuid: "1"), token: token)
    }
    simulator.inject(Fault(.close, count: 1))
    await #expect(throws: RawClient.Failure.closed) {
        _ = try await post(simulator, Paths.send, Payloads.message(uuid: "2"), token: token)
    }
    simulator.inject(Fault(.truncate, count: 1))
    await #expect(throws: RawClient.Failure.closed) {
        _ = try await post(simulator, Paths.send, Payloads.message(uuid: "3"), token: token)
    }
    #expect(simulator.state().messages.map(\.uuid) == ["1", "3"])
    #expect(simulator.faults.map(\.isUsedUp) == [true])
    simulator.removeFaults()
    #expect(simulator.faults.isEmpty)
}

@Test(.timeLimit(.minutes(1)))
func aSlowAnswerHoldsBackNoOther() async throws {
    let simulator = try FeishuSimulator()
    defer { simulator.stop() }
    let token = try await makeToken(simulator)
    simulator.inject(Fault(.stall, key: "slow"))
    simulator.inject(Fault(.none, delay: 300, key: "late"))
    let stalled = try RawClient(port: simulator.port)
    let body = Payloads.message(uuid: "slow")
    try await stalled.send(
        "POST \(Paths.send) HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer \(token)\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    let start = ContinuousClock.now
    #expect(try await post(simulator, Paths.send, Payloads.message(uuid: "late"), token: token).status == 200)
    #expect(ContinuousClock.now - start >= .milliseconds(290))
    #expect(try await post(simulator, Paths.send, Payloads.message(uuid: "quick"), token: token).status == 200)
    #expect(simulator.journal().filter { $0.fault == "stall" }.map(\.answeredAt) == [nil])
}

@Test(.timeLimit(.minutes(1)))
func itIsDrivenFromTheSameProcess() async throws {
    let simulator = try FeishuSimulator(SimulatorConfiguration(faults: [Fault(.none, count: 1)]))
    defer { simulator.stop() }
    let token = try await makeToken(simulator)
    #expect(simulator.faults.count == 1)
    #expect(simulator.revokeTokens(app: "cli_nobody") == 0)
    #expect(simulator.revokeTokens(app: "cli_simulator") == 1)
    #expect(try await post(simulator, Paths.send, Payloads.message(), token: token).status == 400)
    let fresh = try await makeToken(simulator)
    simulator.changeSettings { $0.updatableDays = -5 }
    #expect(simulator.settings.updatableDays == 0)
    #expect(try await post(simulator, Paths.send, Payloads.message(), token: fresh).status == 200)
    simulator.advanceClock(by: .seconds(7300))
    #expect(try await post(simulator, Paths.send, Payloads.message(), token: fresh).status == 400)
    let definition = try await post(simulator, Paths.definitions, Payloads.definition("d"), token: makeToken(simulator))
    #expect(definition.status == 200)
    let real = try #require(simulator.state().definitions.first?.realCode)
    #expect(simulator.deleteDefinition(realCode: real))
    #expect(!simulator.deleteDefinition(realCode: real))
    simulator.reset()
    #expect(simulator.state().definitions.isEmpty)
}

@Test(.timeLimit(.minutes(1)))
func bareModeAnswersEachPathAndKeepsNothing() async throws {
    let simulator = try FeishuSimulator(SimulatorConfiguration(isBare: true))
    defer { simulator.stop() }
    for path in [Paths.token, Paths.definitions, Paths.instances, Paths.check, Paths.send, Paths.update] {
        let answer = try await post(simulator, path, "{}")
        #expect(answer.status == 200)
        #expect(try JSONParser().parse(answer.body)["code"]?.int64 == 0)
        #expect(answer["x-tt-logid"] != nil)
    }
    let client = try RawClient(port: simulator.port)
    #expect(try await client.get(Paths.tasks).status == 200)
    #expect(try await client.get("/_simulator/ready").text == #"{"ready":true,"bare":true}"#)
    #expect(try await client.get("/nothing").status == 404)
    #expect(simulator.journal().isEmpty)
    #expect(simulator.state().messages.isEmpty)
}

@Test(.timeLimit(.minutes(1)))
func manyClientsAtOnceLoseNothing() async throws {
    let simulator = try FeishuSimulator()
    defer { simulator.stop() }
    simulator.changeSettings { $0.defaultRateLimit = .none }
    let token = try await makeToken(simulator)
    let ids = try await withThrowingTaskGroup(of: [String].self) { group in
        for worker in 0..<8 {
            group.addTask {
                var ids: [String] = []
                for number in 0..<50 {
                    let body = Payloads.message(uuid: "\(worker)-\(number)")
                    let answer = try await post(simulator, Paths.send, body, token: token)
                    ids.append(try JSONParser().parse(answer.body)["data"]?["message_id"]?.stringValue ?? "")
                }
                return ids
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(ids).count == 400)
    let journal = simulator.journal(after: 1)
    #expect(journal.map(\.sequence) == Array(2...401))
    #expect(Set(journal.compactMap(\.keys.messageID)) == Set(ids))
}

@Test func aTakenPortIsAnError() throws {
    let simulator = try FeishuSimulator()
    defer { simulator.stop() }
    #expect(throws: (any Error).self) { _ = try FeishuSimulator(SimulatorConfiguration(port: simulator.port)) }
}
