import Foundation

/// What a relay without work takes.
struct IdleBenchmark {
    private let seconds: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        seconds = try options.number("seconds", default: 10, in: 1...3600)
    }

    func run() async throws {
        let scene = try await Scene()
        let topic = try await scene.makeEvents("idle", partitions: 12)
        let events = SampleEvents("I-\(scene.cluster.unique)")
        let relay = try RelayRun(scene.relaySettings(events: topic), scene.cluster, feishu: scene.target.baseURL)
        // One event says when it is ready.
        let publisher = try EventPublisher(scene.cluster, topic: topic, linger: 0)
        try await publisher.publish(key: events.key(0), events.event(0, key: 0), number: 0)
        try await publisher.close(expecting: 1)
        try await relay.wait(atMost: .seconds(120), every: .milliseconds(10), for: "the first call") {
            try await scene.target.counts().calls > 0
        }
        let ready = try await scene.target.counts().firstCall
        let before = relay.process.processorByThread.reduce(0) { $0 + $1.seconds }
        try await Task.sleep(for: .seconds(seconds))
        let after = relay.process.processorByThread.reduce(0) { $0 + $1.seconds }
        let threads = relay.process.processorByThread.reduce(0) { $0 + $1.threads }
        let memory = relay.process.residentMemory ?? 0
        let usage = try await relay.stop()
        try await scene.close()
        print("idle: both stages, 12 partitions, one event and then none")
        var table = Table(["figure", "measured", "goal"])
        table.append(["resident memory after \(seconds) s, MiB", rounded(Double(memory) / Double(1 << 20), 1), "≤ 60"])
        table.append(["peak memory, MiB", rounded(Double(usage.peakMemory) / Double(1 << 20), 1), ""])
        table.append(["CPU, % of a core", rounded((after - before) * 100 / Double(seconds), 2), ""])
        table.append(["threads", "\(threads)", ""])
        table.append([
            "process start to first call, s", rounded(Double(ready - relay.process.startedAt) / 1e6, 2), "",
        ])
        table.print()
    }
}
