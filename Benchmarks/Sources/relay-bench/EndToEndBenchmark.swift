import Foundation

/// A backlog of events through one relay process to a target that answers at once, beside the transport alone against the
/// same target.
struct EndToEndBenchmark {
    private let events: Int
    private let keys: Int
    private let concurrency: Int
    private let writesReceipts: Bool
    private let transportCalls: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        events = try options.number("events", default: 100_000, in: 1...10_000_000)
        keys = try options.number("keys", default: 10_000, in: 1...10_000_000)
        concurrency = try options.number("concurrency", default: 100, in: 1...1024)
        writesReceipts = options.text("receipts", default: "yes") == "yes"
        transportCalls = min(events, 50_000)
    }

    func run() async throws {
        let scene = try await Scene()
        let topic = try await scene.makeEvents("backlog", partitions: 12)
        let size = try await EventPublisher(scene.cluster, topic: topic, linger: 20).publishBacklog(
            SampleEvents("E-\(scene.cluster.unique)"), count: events, keys: keys)
        var transport: [(rate: Double, microseconds: Double)] = []
        func measureTransport() throws {
            transport.append(
                try scene.target.measureTransport(calls: transportCalls, concurrency: concurrency, body: 1100))
        }
        try measureTransport()
        try await scene.target.reset()

        var settings = scene.relaySettings(events: topic)
        settings.concurrency = concurrency
        settings.writesReceipts = writesReceipts
        let ends = try TopicEnds(scene.cluster, idleTopic: topic)
        let relay = try RelayRun(settings, scene.cluster, feishu: scene.target.baseURL)
        try await relay.wait(atMost: .seconds(120), every: .milliseconds(20), for: "the first call") {
            try await scene.target.counts().calls > 0
        }
        // The broker is asked seldom, so that it isn't slowed by the asking.
        try await relay.wait(atMost: .seconds(120 + events / 500), every: .milliseconds(200), for: "all calls") {
            if try await scene.target.counts().calls >= events { return true }
            return Int.random(in: 0..<10) == 0 ? try await ends.count(scene.results) >= events : false
        }
        try await relay.wait(atMost: .seconds(60), every: .milliseconds(20), for: "all results") {
            try await ends.count(scene.results) >= events
        }
        await ends.close()
        relay.printThreads(per: events)
        let counts = try await scene.target.counts()
        let usage = try await relay.stop()
        try measureTransport()
        let results = try await TopicScan.read(scene.cluster, scene.results, since: relay.process.startedAt / 1000)
        try await scene.close()

        let seconds = Double(results.last) / 1e3 - Double(counts.firstCall) / 1e6
        let sinceStart = Double(results.last) / 1e3 - Double(relay.process.startedAt) / 1e6
        let rate = Double(events) / seconds
        let processor = usage.processor * 1e6 / Double(events)
        let alone = (rate: median(transport.map(\.rate)), microseconds: median(transport.map(\.microseconds)))
        print(
            "end-to-end: \(events) events of \(rounded(size, 0)) bytes, \(keys) keys, 12 partitions, \(concurrency) calls at "
                + "once, receipts \(writesReceipts ? "on" : "off")")
        var table = Table(["figure", "measured", "goal"])
        table.append(["events/s, first call to last result", rounded(rate, 0), ""])
        table.append(["events/s, process start to last result", rounded(Double(events) / sinceStart, 0), ""])
        table.append([
            "process start to first call, s", rounded(Double(counts.firstCall - relay.process.startedAt) / 1e6, 2), "",
        ])
        table.append(["relay CPU per event, µs", rounded(processor, 1), ""])
        table.append(["relay cores in use", rounded(usage.processor / sinceStart, 2), ""])
        table.append(["relay peak memory, MiB", rounded(Double(usage.peakMemory) / Double(1 << 20), 1), ""])
        table.append(["transport alone, calls/s", rounded(alone.rate, 0), ""])
        table.append(["transport alone, CPU per call, µs", rounded(alone.microseconds, 1), ""])
        table.append([
            "ratio of CPU (relay / transport)", rounded(processor / alone.microseconds, 2), "≤ 4, then ≤ 2.5",
        ])
        table.append(["ratio of rate (relay / transport)", rounded(rate / alone.rate, 3), "≥ 0.25"])
        table.append(["calls that arrived", "\(counts.calls)", "\(events), fewer if superseded"])
        for (type, count) in results.types.sorted(by: { $0.key < $1.key }) {
            table.append(["results: " + type, "\(count)", type.hasSuffix("applied") ? "\(events)" : ""])
        }
        table.print()
        guard results.records == events else {
            throw BenchmarkError("expected \(events) results, found \(results.records)")
        }
    }
}
