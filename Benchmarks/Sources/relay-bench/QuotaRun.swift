import Foundation
import Kafka

/// One case of ``QuotaBenchmark``.
struct QuotaRun: Sendable {
    private static let perMinute = 1000
    private static let perSecond = 50

    private let name: QuotaCase
    private let cluster: KafkaCluster
    private let settings: RelayRun.Settings
    private let minutes: Int

    /// - Parameter settings: with topics and groups of its own; that of events has 24 partitions.
    init(_ name: QuotaCase, _ cluster: KafkaCluster, _ settings: RelayRun.Settings, minutes: Int) {
        self.name = name
        self.cluster = cluster
        self.settings = settings
        self.minutes = minutes
    }

    private var length: Duration { .seconds(60 * minutes) }
    /// A storm, an outage or a change of processes begins, and ends, this long after the first call.
    private var disturbance: (from: Duration, to: Duration) {
        if name.isStorm { return (length / 3, length / 3 + .seconds(60)) }
        // Half of the time, as five minutes of ten.
        return !name.isOutage ? (length / 3, length * 2 / 3) : (length / 4, length * 3 / 4)
    }

    /// - Returns: rows of figure, measured, goal.
    func measure() async throws -> [[String]] {
        let simulator = try await SimulatorRun(perSecond: Self.perSecond, perMinute: Self.perMinute)
        let proxy = name == .refused ? try await Toxiproxy(before: simulator.baseURL) : nil
        let feishu = proxy?.address ?? simulator.baseURL
        let events = SampleEvents("Q-\(cluster.unique)-\(name.rawValue)", customCode: "expense")
        let publisher = try EventPublisher(cluster, topic: settings.eventsTopic, linger: 5)
        try await publisher.publish(key: Array("expense".utf8), events.definition(), number: 0)
        var count = 1
        for key in backlogKeys(events) {
            let attributes = name == .bulk ? #","priority":"bulk""# : ""
            try await publisher.publish(
                key: events.key(key), events.event(key, key: key, attributes: attributes), number: count)
            count += 1
        }
        var relays = try (0..<name.replicas).map { _ in try start(feishu) }
        let log = QuotaLog()
        let first = try await firstCall(simulator, log, relays)
        var actions = Actions(disturbance)
        var live: [(key: Int, at: Int64)] = []
        while true {
            let now = ContinuousClock.now - first
            if now >= length { break }
            if actions.begins(at: now) {
                log.disturbedFrom = BackgroundProcess.now()
                try await begin(simulator, proxy, &relays)
            }
            if actions.ends(at: now) {
                log.disturbedTo = BackgroundProcess.now()
                if name == .churn { relays.append(try start(feishu)) } else { try await end(simulator, proxy) }
            }
            if name == .bulk, now > .seconds(20), live.count < Int(now / .seconds(1)) - 20 {
                let key = 1_000_000 + live.count
                live.append((key, BackgroundProcess.now()))
                try await publisher.publish(key: events.key(key), events.event(key, key: key), number: count)
                count += 1
            }
            try await log.read(simulator)
            for relay in relays where !relay.process.isRunning {
                throw BenchmarkError("\(name.rawValue): a relay has ended: \(relay.process.lastOutput)")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        try await log.read(simulator)
        try await publisher.close(expecting: count)
        let letters = try await deadLetters()
        for relay in relays { _ = try await relay.stop() }
        await proxy?.close()
        await simulator.close()
        let end = log.start + Int64(minutes) * 60_000_000
        return rows(log, until: end, letters, live.map { (events.key($0.key), $0.at) })
    }

    private func start(_ feishu: String) throws -> RelayRun {
        var settings = settings
        settings.partitions = 24
        settings.environment = [
            "APPROVAL_RELAY_QUOTA_PER_SECOND": "\(Self.perSecond)",
            "APPROVAL_RELAY_QUOTA_PER_MINUTE": "\(Self.perMinute)",
        ]
        return try RelayRun(settings, cluster, feishu: feishu)
    }

    /// Keys of one event each, more than can be done, in the partitions that the case wants.
    private func backlogKeys(_ events: SampleEvents) -> [Int] {
        if name == .bulk { return Array(0..<100_000) }
        let weights = name.partitions
        let whole = weights.values.reduce(0, +)
        var left = weights.mapValues { $0 * (minutes + 2) * Self.perMinute * 3 / 2 / whole }
        var keys: [Int] = []
        var key = 0
        while left.contains(where: { $0.value > 0 }), key < 10_000_000 {
            let record = Array("default:".utf8) + events.key(key)
            let partition = Murmur2.partition(forKey: record.span, count: 24)
            if let rest = left[partition], rest > 0 {
                left[partition] = rest - 1
                keys.append(key)
            }
            key += 1
        }
        return keys
    }

    private func firstCall(_ simulator: SimulatorRun, _ log: QuotaLog, _ relays: [RelayRun]) async throws
        -> ContinuousClock.Instant
    {
        let deadline = ContinuousClock.now + .seconds(120)
        while log.calls.isEmpty {
            guard ContinuousClock.now < deadline else {
                throw BenchmarkError("\(name.rawValue): no call within 120 s: \(relays[0].process.lastOutput)")
            }
            try await log.read(simulator)
            try await Task.sleep(for: .milliseconds(50))
        }
        return .now - .microseconds(max(0, BackgroundProcess.now() - log.start))
    }

    private func begin(
        _ simulator: SimulatorRun, _ proxy: Toxiproxy?, _ relays: inout [RelayRun]
    ) async throws {
        try await proxy?.set(isListening: false)
        if name.isStorm { try await simulator.set(name.stormSettings) }
        if let fault = name.fault { try await simulator.inject(fault) }
        if name == .churn {
            let gone = relays.removeFirst()
            gone.process.signal(SIGKILL)
            _ = try await gone.process.wait(atMost: .seconds(5))
        }
    }

    private func end(_ simulator: SimulatorRun, _ proxy: Toxiproxy?) async throws {
        try await proxy?.set(isListening: true)
        if name.isStorm {
            try await simulator.set(
                #"{"rate_limits":{"default":{"per_second":\#(Self.perSecond),"per_minute":\#(Self.perMinute)}}}"#)
        }
        if name.fault != nil { try await simulator.removeFaults() }
    }

    private func deadLetters() async throws -> Int {
        let ends = try TopicEnds(cluster, idleTopic: settings.eventsTopic)
        let letters = try await ends.count("\(settings.prefix).dead-letters")
        await ends.close()
        return letters
    }

    private func rows(_ log: QuotaLog, until end: Int64, _ letters: Int, _ live: [(key: [UInt8], at: Int64)])
        -> [[String]]
    {
        var rows: [[String]] = []
        let calls = log.calls.filter { $0.at < end }
        let taken = calls.count { $0.ending == .taken }
        let throttled = calls.count { $0.ending == .throttled }
        if let goal = name.goal {
            let used = Double(taken) / Double(minutes * Self.perMinute)
            rows.append([
                "quota used", rounded(used * 100, 2) + " % (\(taken) calls)", "≥ \(rounded(goal * 100, 0)) %",
            ])
            rows.append(["calls refused for quota", "\(throttled)", "0"])
            for (limit, window) in [(Self.perSecond, "second"), (Self.perMinute, "minute")] {
                guard let span = log.shortestSpan(ofMoreThan: limit) else { continue }
                let seconds = rounded(Double(span) / 1e6, 3)
                rows.append(["\(limit + 1) calls took at least", seconds + " s", "> a \(window)"])
            }
        }
        if name.isStorm {
            rows.append([
                "calls refused",
                "\(throttled) of \(calls.count), \(rounded(Double(throttled) * 100 / Double(calls.count), 2)) %",
                "≤ 1 %",
            ])
        }
        if let from = log.disturbedFrom, let to = log.disturbedTo, name.fault != nil {
            // Before what was under way has failed, it is no outage: a stall is known when calls time out.
            let probes = calls.filter { $0.at >= from + 15_000_000 && $0.at < to }.map(\.at)
            let most = probes.indices.map { first in probes[first...].prefix { $0 < probes[first] + 900_000 }.count }
                .max()
            rows.append(["most probes within 0.9 s of the outage", "\(most ?? 0)", "1"])
            rows.append(["probes in the outage", "\(probes.count) in \((to - from) / 1_000_000 - 15) s", ""])
        }
        if let to = log.disturbedTo, name.isStorm || name.isOutage {
            rows.append([
                "full rate after", log.fullRate(after: to).map { rounded(Double($0 - to) / 1e6, 1) + " s" } ?? "never",
                "≤ 5 s",
            ])
        }
        if !live.isEmpty {
            let arrivals = Dictionary(calls.map { ($0.instance, $0.at) }, uniquingKeysWith: { first, _ in first })
            let waits = live.compactMap { event in
                arrivals[String(decoding: event.key, as: UTF8.self)].map { Double($0 - event.at) / 1e6 }
            }.sorted()
            rows.append(["live events", "\(live.count), of which \(waits.count) were called", ""])
            rows.append(["a live event's wait, p50", rounded(percentile(waits, 0.5) * 1000, 0) + " ms", ""])
            rows.append(["a live event's wait, p99", rounded(percentile(waits, 0.99) * 1000, 0) + " ms", "≤ 2000 ms"])
            rows.append(["quota used", rounded(Double(taken) * 100 / Double(minutes * Self.perMinute), 2) + " %", ""])
            rows.append(["calls refused for quota", "\(throttled)", "0"])
        }
        if throttled > 0, let first = calls.first(where: { $0.ending == .throttled }),
            let last = calls.last(where: { $0.ending == .throttled })
        {
            func second(_ call: QuotaCall) -> String { rounded(Double(call.at - log.start) / 1e6, 1) }
            rows.append(["refused, first and last", "\(second(first)) s, \(second(last)) s after the first call", ""])
        }
        rows.append(["dead letters", "\(letters)", "0"])
        return rows
    }

    /// What happens once each.
    private struct Actions {
        private let times: (from: Duration, to: Duration)
        private var hasBegun = false
        private var hasEnded = false

        init(_ times: (from: Duration, to: Duration)) { self.times = times }

        mutating func begins(at now: Duration) -> Bool {
            guard !hasBegun, now >= times.from else { return false }
            hasBegun = true
            return true
        }

        mutating func ends(at now: Duration) -> Bool {
            guard !hasEnded, now >= times.to else { return false }
            hasEnded = true
            return true
        }
    }
}
