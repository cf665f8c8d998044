import Foundation

/// A steady stream of events through an idle relay: how long after an event was published its call reaches the target.
struct LatencyBenchmark {
    private let rate: Int
    private let seconds: Int

    init(_ options: BenchmarkOptions) throws(BenchmarkError) {
        rate = try options.number("rate", default: 100, in: 1...10_000)
        seconds = try options.number("seconds", default: 30, in: 1...3600)
    }

    func run() async throws {
        let warmUp = rate * 2
        let count = rate * seconds + warmUp
        guard count <= 1_000_000 else { throw BenchmarkError("--rate times --seconds: expected at most a million") }
        let scene = try await Scene()
        let topic = try await scene.makeEvents("steady", partitions: 12)
        let events = SampleEvents("L-\(scene.cluster.unique)")
        try await scene.target.reset(arrivals: count)
        let relay = try RelayRun(scene.relaySettings(events: topic), scene.cluster, feishu: scene.target.baseURL)
        let publisher = try EventPublisher(scene.cluster, topic: topic, linger: 0)
        // The first event waits for the start of the relay; its second of the two warm-up seconds begins after that.
        try await publisher.publish(key: events.key(0), events.event(0, key: 0), number: 0)
        try await relay.wait(atMost: .seconds(120), for: "the first call") {
            try await scene.target.counts().calls > 0
        }
        var published = [Int64](repeating: 0, count: count)
        let start = ContinuousClock.now
        for number in 1..<count {
            try await Task.sleep(until: start + .seconds(1) * number / rate, tolerance: .zero)
            let event = events.event(number, key: number)
            published[number] = BackgroundProcess.now()
            try await publisher.publish(key: events.key(number), event, number: number)
        }
        try await publisher.close(expecting: count)
        try await relay.wait(atMost: .seconds(30), for: "all calls") {
            try await scene.target.counts().calls >= count
        }
        let arrivals = try await scene.target.arrivals()
        let usage = try await relay.stop()
        try await scene.close()

        var latencies: [Double] = []
        for number in warmUp..<count where arrivals.indices.contains(number) && arrivals[number] > 0 {
            latencies.append(Double(arrivals[number] - published[number]) / 1000)
        }
        guard latencies.count == count - warmUp else {
            throw BenchmarkError("of \(count - warmUp) events \(latencies.count) arrived")
        }
        latencies.sort()
        print("latency: \(rate) events/s for \(seconds) s after 2 s of warm-up, published to received by the target")
        var table = Table(["figure", "measured", "goal"])
        table.append(["p50, ms", rounded(percentile(latencies, 0.5), 2), "≤ 15"])
        table.append(["p99, ms", rounded(percentile(latencies, 0.99), 2), "≤ 50"])
        table.append(["max, ms", rounded(latencies.last ?? .nan, 2), ""])
        table.append(["min, ms", rounded(latencies.first ?? .nan, 2), ""])
        table.append([
            "relay CPU, % of a core", rounded(usage.processor * 100 / Double(seconds + 2), 1), "",
        ])
        table.print()
    }
}
