import Foundation

/// What order by key within one partition costs: calls that take 0 to 5 ms each, spread over few or many keys.
struct ParallelConsumerTable {
    private let events: Int
    private let keys: [Int]

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        events = try options.number("events", default: 10_000, in: 1...1_000_000)
        let text = options.text("keys", default: "1,10,100,1000")
        keys = text.split(separator: ",").compactMap { Int($0) }.filter { (1...1_000_000).contains($0) }
        guard !keys.isEmpty else { throw BenchmarkError("--keys: expected numbers with commas, found \(text)") }
    }

    func run() async throws {
        let scene = try await Scene()
        var rows: [(keys: Int, seconds: Double, counts: CountingTarget.Counts)] = []
        for keys in keys {
            let topic = try await scene.makeEvents("keys-\(keys)", partitions: 1)
            _ = try await EventPublisher(scene.cluster, topic: topic, linger: 20).publishBacklog(
                SampleEvents("K\(keys)-\(scene.cluster.unique)"), count: events, keys: keys)
            try await scene.target.reset(holdMicroseconds: 5000)
            var settings = scene.relaySettings(events: topic)
            settings.partitions = 1
            let ends = try TopicEnds(scene.cluster, idleTopic: topic)
            let before = try await ends.count(scene.results)
            let relay = try RelayRun(settings, scene.cluster, feishu: scene.target.baseURL)
            try await relay.wait(atMost: .seconds(180 + events / 100), every: .milliseconds(200), for: "all results") {
                if try await scene.target.counts().calls >= events { return true }
                return Int.random(in: 0..<10) == 0 ? try await ends.count(scene.results) - before >= events : false
            }
            try await relay.wait(atMost: .seconds(60), for: "all results") {
                try await ends.count(scene.results) - before >= events
            }
            await ends.close()
            let counts = try await scene.target.counts()
            _ = try await relay.stop()
            rows.append((keys, Double(counts.lastAnswer - counts.firstCall) / 1e6, counts))
        }
        try await scene.close()

        print("parallel-consumer-table: one partition, \(events) events, each call held 0 to 5 ms, 100 at once")
        print("time from the first call to the last answer")
        var table = Table(["keys", "calls", "sum of holds, s", "at once", "measured, s", "goal, s"])
        for row in rows {
            table.append([
                "\(row.keys)", "\(row.counts.calls)", rounded(row.counts.held, 2), "\(row.counts.peak)",
                rounded(row.seconds, 2), goal(row.keys, row.counts.held),
            ])
        }
        table.print()
    }

    private func goal(_ keys: Int, _ held: Double) -> String {
        let scale = Double(events) / 10_000
        return switch keys {
        case 1: "≤ \(rounded(held * 1.15, 2)) (1.15 × the sum)"
        case 10: "≤ \(rounded(3.3 * scale, 1))"
        case 100...: "≤ \(rounded(2 * scale, 1))"
        default: ""
        }
    }
}
