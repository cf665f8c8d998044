import FeishuSimulator
import HTTPTransport
import JSON

/// Many syncs of few instances that all wait when the execute stage starts: how many calls they cost, and whether Feishu's check API
/// finds each instance as its last sync says. Feishu is the simulator here: what it holds matters.
struct SupersedeBenchmark {
    private let syncs: Int
    private let instances: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        syncs = try options.number("syncs", default: 10_000, in: 1...1_000_000)
        instances = try options.number("instances", default: 100, in: 1...100_000)
        guard instances <= syncs else {
            throw BenchmarkError("--instances: expected at most as many as --syncs, found \(instances)")
        }
    }

    func run() async throws {
        let scene = try await Scene()
        var configuration = SimulatorConfiguration()
        configuration.settings.defaultRateLimit = .none
        let feishu = try FeishuSimulator(configuration)
        let topic = try await scene.makeEvents("supersede", partitions: 12)
        let events = SampleEvents("S-\(scene.cluster.unique)", customCode: "expense")
        let definition = try EventPublisher(scene.cluster, topic: topic, linger: 0)
        try await definition.publish(key: Array("expense".utf8), events.definition(), number: 0)
        try await definition.close(expecting: 1)
        _ = try await EventPublisher(scene.cluster, topic: topic, linger: 20).publishBacklog(
            events, count: syncs, keys: instances)
        let ends = try TopicEnds(scene.cluster, idleTopic: topic)
        let route = try start("route", topic, scene, feishu)
        try await route.wait(atMost: .seconds(120 + syncs / 500), for: "all commands") {
            try await ends.count(scene.instanceCommands) >= syncs
        }
        _ = try await route.stop()
        let execute = try start("execute", topic, scene, feishu)
        try await execute.wait(atMost: .seconds(120 + syncs / 100), every: .milliseconds(20), for: "all results") {
            try await ends.count(scene.results) > syncs
        }
        await ends.close()
        let usage = try await execute.stop()
        let results = try await TopicScan.read(
            scene.cluster, scene.results, since: execute.process.startedAt / 1000)
        let calls = feishu.journal().count { $0.api == .instanceSync }
        let differing = try await differences(feishu, events)
        feishu.stop()
        try await scene.close()

        print("supersede: \(syncs) syncs of \(instances) instances waiting, 12 partitions, one execute process")
        var table = Table(["figure", "measured", "goal"])
        table.append(["calls", "\(calls)", "≤ \(3 * instances)"])
        for (type, count) in results.types.sorted(by: { $0.key < $1.key }) {
            table.append(["results: " + type, "\(count)", ""])
        }
        table.append(["results in all, the definition's too", "\(results.records)", "\(syncs + 1)"])
        table.append(["instances that the check API finds different", "\(differing)", "0"])
        table.append(["CPU per sync, µs", rounded(usage.processor * 1e6 / Double(syncs), 1), ""])
        table.print()
        guard results.records == syncs + 1, differing == 0 else {
            throw BenchmarkError("not all were answered, or Feishu holds something else")
        }
    }

    private func start(_ role: String, _ topic: String, _ scene: Scene, _ feishu: FeishuSimulator) throws -> RelayRun {
        var settings = scene.relaySettings(events: topic)
        settings.role = role
        return try RelayRun(settings, scene.cluster, feishu: feishu.baseURL)
    }

    /// How many instances Feishu has otherwise than the last sync of each says.
    private func differences(_ feishu: FeishuSimulator, _ events: SampleEvents) async throws -> Int {
        var transportConfiguration = HTTPTransportConfiguration()
        transportConfiguration.usesEnvironmentProxy = false
        let transport = try HTTPTransport(configuration: transportConfiguration)
        let parser = JSONParser()
        func post(_ path: String, _ body: String, token: String?) async throws -> JSONValue {
            var request = HTTPRequest(method: .post, url: feishu.baseURL + path, timeout: .seconds(10))
            request.headers = [("Content-Type", "application/json; charset=utf-8")]
            if let token { request.headers.append(("Authorization", "Bearer " + token)) }
            request.body = Array(body.utf8)
            return try parser.parse(try await transport.send(request).body)
        }
        let token = try await post(
            "/open-apis/auth/v3/tenant_access_token/internal",
            #"{"app_id":"cli_simulator","app_secret":"simulator-secret"}"#, token: nil)["tenant_access_token"]?
            .stringValue
        var found = 0
        for first in stride(from: 0, to: instances, by: 50) {
            let keys = first..<min(first + 50, instances)
            let list = keys.map { key in
                let last = (syncs - 1 - key) / instances * instances + key
                let (name, time) = ("\(events.name)-\(key)", events.firstTime + Int64(last))
                return """
                    {"instance_id":"\(name)","update_time":"\(time)",\
                    "tasks":[{"task_id":"\(name)-t0","update_time":"\(time)"}]}
                    """
            }.joined(separator: ",")
            let answer = try await post(
                "/open-apis/approval/v4/external_instances/check", "{\"instances\":[\(list)]}", token: token)
            guard answer["code"]?.int64 == 0 else { throw BenchmarkError("the check API: \(answer.text)") }
            found += answer["data"]?["diff_instances"]?.array?.count ?? 0
        }
        await transport.close(deadline: .seconds(1))
        return found
    }
}
