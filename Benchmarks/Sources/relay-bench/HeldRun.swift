import Foundation

/// Two apps in one process: how long the events of one wait until they are called, while the other is called too, and while Feishu
/// refuses the other for want of a permission. Both in one run, at the same rate.
struct HeldRun: Sendable {
    private static let other = (alias: "other", id: "cli_simulator_other", secret: "simulator-secret")
    /// Events of each app a second: half of the quota.
    private static let rate = 8
    /// What the held app has waiting beside, from the hold's beginning.
    private static let burst = 2000
    /// Not counted: the processor's caches, the first connections.
    private static let warmUp = Duration.seconds(10)

    private let cluster: KafkaCluster
    private let settings: RelayRun.Settings
    private let minutes: Int

    init(_ cluster: KafkaCluster, _ settings: RelayRun.Settings, minutes: Int) {
        self.cluster = cluster
        self.settings = settings
        self.minutes = minutes
    }

    private struct Event {
        let key: String
        let at: Int64
        let isOfHeldApp: Bool
        let isInHold: Bool
        let isCounted: Bool
    }

    /// - Returns: rows of figure, measured, goal.
    func measure() async throws -> [[String]] {
        let simulator = try await SimulatorRun(
            perSecond: 50, perMinute: 1000, otherApp: "\(Self.other.id):\(Self.other.secret)")
        let relay = try RelayRun(relaySettings(), cluster, feishu: simulator.baseURL)
        let publisher = try EventPublisher(cluster, topic: settings.eventsTopic, linger: 5)
        let events = SampleEvents("H-\(cluster.unique)", customCode: "expense")
        var count = 0
        for app in ["default", Self.other.alias] {
            let definition = SampleEvents("H-\(cluster.unique)-\(app)", customCode: "expense")
                .definition(attributes: #","app":"\#(app)""#)
            try await publisher.publish(key: Array("expense".utf8), definition, number: count)
            count += 1
        }
        func publish(_ isOfHeldApp: Bool) async throws -> String {
            let attributes = isOfHeldApp ? #","app":"\#(Self.other.alias)""# : ""
            try await publisher.publish(
                key: events.key(count), events.event(count, key: count, attributes: attributes), number: count)
            count += 1
            return String(decoding: events.key(count - 1), as: UTF8.self)
        }
        let log = QuotaLog()
        // Taken up and both definitions known.
        var warmUp: Set<String> = [try await publish(false), try await publish(true)]
        try await relay.wait(atMost: .seconds(120), for: "a first call of each app") {
            try await log.read(simulator)
            warmUp.subtract(log.calls.map(\.instance))
            return warmUp.isEmpty
        }
        let length = Duration.seconds(60 * minutes)
        let first = ContinuousClock.now
        var published: [Event] = []
        var isInHold = false
        while true {
            let time = ContinuousClock.now - first - Self.warmUp
            if time >= length { break }
            if !isInHold, time >= length / 2 {
                isInHold = true
                try await simulator.inject(
                    #"{"effect":"answer","status":400,"code":99991672,"msg":"Access denied.","app":"\#(Self.other.id)","api":"instance_sync"}"#
                )
                for _ in 0..<Self.burst { _ = try await publish(true) }
            }
            while published.count < 2 * Int((time + Self.warmUp) / .seconds(1) * Double(Self.rate)) {
                let isOfHeldApp = published.count % 2 == 1
                published.append(
                    Event(
                        key: try await publish(isOfHeldApp), at: BackgroundProcess.now(), isOfHeldApp: isOfHeldApp,
                        isInHold: isInHold, isCounted: time >= .zero))
            }
            guard relay.process.isRunning else {
                throw BenchmarkError("held: the relay has ended: \(relay.process.lastOutput)")
            }
            try await log.read(simulator)
            try await Task.sleep(for: .milliseconds(5))
        }
        // The last ones of the app that isn't held have their time, too.
        try await Task.sleep(for: .seconds(5))
        try await log.read(simulator)
        try await publisher.close(expecting: count)
        _ = try await relay.stop()
        await simulator.close()
        return rows(published, log.calls)
    }

    private func relaySettings() throws -> RelayRun.Settings {
        let file = try Workspace.folder().appending(path: "two-apps.yaml")
        let text = """
            feishu:
              default_app: default
              apps:
                - alias: default
                  app_id: cli_simulator
                  app_secret: simulator-secret
                - alias: \(Self.other.alias)
                  app_id: \(Self.other.id)
                  app_secret: \(Self.other.secret)
            """
        try text.write(to: file, atomically: true, encoding: .utf8)
        var settings = settings
        settings.partitions = 24
        settings.environment = [
            "APPROVAL_RELAY_CONFIG": file.path, "APPROVAL_RELAY_QUOTA_PER_SECOND": "50",
            "APPROVAL_RELAY_QUOTA_PER_MINUTE": "1000",
        ]
        return settings
    }

    private func rows(_ published: [Event], _ calls: [QuotaCall]) -> [[String]] {
        let arrivals = Dictionary(calls.map { ($0.instance, $0.at) }, uniquingKeysWith: { first, _ in first })
        var rows: [[String]] = []
        var worst: [Double] = []
        for isInHold in [false, true] {
            let events = published.filter { !$0.isOfHeldApp && $0.isInHold == isInHold && $0.isCounted }
            let waits = events.compactMap { event in arrivals[event.key].map { Double($0 - event.at) / 1000 } }.sorted()
            let when = isInHold ? "while the other is held" : "beside the other"
            rows.append(["events of an app \(when)", "\(events.count), of which \(waits.count) were called", ""])
            rows.append(["wait \(when), p50", rounded(percentile(waits, 0.5), 1) + " ms", ""])
            rows.append([
                "wait \(when), p99", rounded(percentile(waits, 0.99), 1) + " ms",
                isInHold ? "≤ 1.5 times \(rounded(worst[0], 1)) ms" : "",
            ])
            worst.append(percentile(waits, 0.99))
        }
        let held = published.filter { $0.isOfHeldApp && $0.isInHold }
        rows.append(["calls for the app that is held", "\(calls.count { $0.ending == .failed })", "few"])
        rows.append(["events of it that wait", "\(held.count + Self.burst)", ""])
        return rows
    }
}
