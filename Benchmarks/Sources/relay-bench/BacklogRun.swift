/// What a slice of the events costs one execute process while a number of commands wait for it.
struct BacklogRun {
    struct Cost: Sendable {
        /// Of the processor, for an event.
        var microseconds: Double
        /// Resident at the slice's beginning, bytes.
        var memoryBefore: Int
        var memoryAfter: Int
        /// From the process's start to the slice's end.
        var peakMemory: Int
    }

    /// The slice begins after so many calls: what a start costs is not in it.
    static let warmUp = 2000
    static let keys = 10_000

    private let scene: Scene
    private let waiting: Int
    private let slice: Int

    /// - Parameter scene: nothing else has run in it.
    init(_ scene: Scene, waiting: Int, slice: Int) {
        self.scene = scene
        self.waiting = waiting
        self.slice = slice
    }

    /// Whether so few wait that they would be gone before the slice ends; then as many are published again and again.
    static func isKeptUp(_ waiting: Int, slice: Int) -> Bool { waiting < warmUp + slice }

    func measure() async throws -> Cost {
        let topic = try await scene.makeEvents("backlog", partitions: 12)
        let events = SampleEvents("B-\(scene.cluster.unique)")
        try await scene.target.reset()
        return Self.isKeptUp(waiting, slice: slice)
            ? try await measureKeptUp(events, topic) : try await measureBacklog(events, topic)
    }

    /// All commands are in Kafka before the execute process starts.
    private func measureBacklog(_ events: SampleEvents, _ topic: String) async throws -> Cost {
        _ = try await EventPublisher(scene.cluster, topic: topic, linger: 20).publishBacklog(
            events, count: waiting, keys: Self.keys)
        let ends = try TopicEnds(scene.cluster, idleTopic: topic)
        let route = try start("route", topic)
        try await route.wait(atMost: .seconds(120 + waiting / 500), every: .milliseconds(500), for: "all commands") {
            try await ends.count(scene.instanceCommands) >= waiting
        }
        await ends.close()
        _ = try await route.stop()
        let execute = try start("execute", topic)
        let cost = try await measureSlice(execute) { calls in try await wait(for: calls, execute) }
        _ = try await execute.stop()
        return cost
    }

    /// Publishes as many as may wait, and again when the target has counted them.
    private func measureKeptUp(_ events: SampleEvents, _ topic: String) async throws -> Cost {
        let route = try start("route", topic)
        let execute = try start("execute", topic)
        let publisher = try EventPublisher(scene.cluster, topic: topic, linger: 1)
        var published = 0
        let cost = try await measureSlice(execute) { calls in
            while published < calls {
                for _ in 0..<min(waiting, calls - published) {
                    let key = published % Self.keys
                    try await publisher.publish(
                        key: events.key(key), events.event(published, key: key), number: published)
                    published += 1
                }
                try await wait(for: published, execute, beside: route)
            }
        }
        _ = try await execute.stop()
        _ = try await route.stop()
        try await publisher.close(expecting: published)
        return cost
    }

    private func start(_ role: String, _ topic: String) throws -> RelayRun {
        var settings = scene.relaySettings(events: topic)
        settings.role = role
        return try RelayRun(settings, scene.cluster, feishu: scene.target.baseURL)
    }

    /// - Parameter reach: returns when the target has counted so many calls.
    private func measureSlice(_ execute: RelayRun, reach: (Int) async throws -> Void) async throws -> Cost {
        try await reach(Self.warmUp)
        let first = try await look(at: execute.process)
        try await reach(Self.warmUp + slice)
        let last = try await look(at: execute.process)
        return Cost(
            microseconds: (last.processor - first.processor) * 1e6 / Double(last.calls - first.calls),
            memoryBefore: first.memory, memoryAfter: last.memory, peakMemory: last.peak)
    }

    private func look(
        at process: BackgroundProcess
    ) async throws -> (calls: Int, processor: Double, memory: Int, peak: Int) {
        let calls = try await scene.target.counts().calls
        guard let processor = process.processor, let memory = process.residentMemory, let peak = process.peakMemory
        else { throw BenchmarkError("the execute process has ended: \(process.lastOutput)") }
        return (calls, processor, memory, peak)
    }

    private func wait(for calls: Int, _ execute: RelayRun, beside route: RelayRun? = nil) async throws {
        let what = "\(calls) calls with \(waiting) waiting"
        try await execute.wait(atMost: .seconds(120 + slice / 500), every: .milliseconds(5), for: what) {
            if let route, !route.process.isRunning {
                throw BenchmarkError("the route process has ended: \(route.process.lastOutput)")
            }
            return try await scene.target.counts().calls >= calls
        }
    }
}
