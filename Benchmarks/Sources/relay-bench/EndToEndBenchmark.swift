import Foundation

/// A backlog of events through one relay process to a target that answers at once. References: the transport alone against
/// the same target, on a machine that does nothing else and beside the Kafka traffic that the relay has made.
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
        let seconds = Double(results.last) / 1e3 - Double(counts.firstCall) / 1e6
        let sinceStart = Double(results.last) / 1e3 - Double(relay.process.startedAt) / 1e6
        let rate = Double(events) / seconds
        let processor = usage.processor * 1e6 / Double(events)
        let alone = (rate: median(transport.map(\.rate)), microseconds: median(transport.map(\.microseconds)))
        let beside = try await measureBesideTraffic(
            scene, topic, rate: rate, results, since: relay.process.startedAt / 1000)
        try await scene.close()

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
        table.append(["Kafka traffic beside the transport, events/s", rounded(beside.traffic, 0), ""])
        table.append(["transport beside it, calls/s", rounded(beside.rate, 0), ""])
        table.append(["transport beside it, CPU per call, µs", rounded(beside.microseconds, 1), ""])
        table.append(["ratio of CPU, to the transport alone", rounded(processor / alone.microseconds, 2), ""])
        table.append([
            "ratio of CPU, to the transport beside the traffic", rounded(processor / beside.microseconds, 2),
            "≤ 4, then ≤ 2.5",
        ])
        table.append(["ratio of rate, to the transport alone", rounded(rate / alone.rate, 3), ""])
        table.append([
            "ratio of rate, to the transport beside the traffic", rounded(rate / beside.rate, 3), "≥ 0.25, then ≥ 0.5",
        ])
        table.append(["calls that arrived", "\(counts.calls)", "\(events), fewer if superseded"])
        for (type, count) in results.types.sorted(by: { $0.key < $1.key }) {
            table.append(["results: " + type, "\(count)", type.hasSuffix("applied") ? "\(events)" : ""])
        }
        table.print()
        guard results.records == events else {
            throw BenchmarkError("expected \(events) results, found \(results.records)")
        }
    }

    /// The transport while another process makes the relay's Kafka traffic at the relay's rate.
    private func measureBesideTraffic(
        _ scene: Scene, _ events: String, rate: Double, _ results: TopicScan.Totals, since: Int64
    ) async throws -> (rate: Double, microseconds: Double, traffic: Double) {
        let commands = try await TopicScan.read(scene.cluster, scene.instanceCommands, since: since)
        let receipts = try await TopicScan.read(scene.cluster, scene.instanceReceipts, since: since)
        let sizes = [commands, results, receipts].map { max(1, $0.bytes / max(1, $0.records)) }
        print("bytes of a command, a result, a receipt: \(sizes.map(String.init).joined(separator: ", "))")
        let traffic = try BackgroundProcess(
            ChildProcess.sibling("relay-bench"),
            KafkaTraffic.arguments(
                scene.cluster, events: events, prefix: "traffic-\(scene.cluster.unique)", rate: Int(rate), sizes: sizes),
            outputFile: try Workspace.folder().appending(path: "traffic.txt"))
        func carried() -> (time: Int64, count: Int)? {
            let words = traffic.lastOutput.split(separator: "\n").last?.split(separator: " ").compactMap { Int64($0) }
            guard let words, words.count == 2 else { return nil }
            return (words[0], Int(words[1]))
        }
        let deadline = ContinuousClock.now + .seconds(60)
        while (carried()?.count ?? 0) < Int(rate / 2) {
            guard traffic.isRunning, ContinuousClock.now < deadline else {
                throw BenchmarkError("the Kafka traffic doesn't flow: \(traffic.lastOutput)")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        let before = carried()
        let measured = try scene.target.measureTransport(calls: transportCalls, concurrency: concurrency, body: 1100)
        let after = carried()
        traffic.signal(SIGKILL)
        _ = try await traffic.wait(atMost: .seconds(5))
        guard let before, let after, after.time > before.time else { return (measured.rate, measured.microseconds, 0) }
        return (
            measured.rate, measured.microseconds,
            Double(after.count - before.count) / (Double(after.time - before.time) / 1e6)
        )
    }
}
