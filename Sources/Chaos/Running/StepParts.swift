import Foundation
import Kafka

/// What one step has of its own: topics, simulator, workers, and who watches them.
final class StepParts: Sendable {
    let bench: ChaosBench
    let plan: StepPlan
    let folder: URL
    let topics: RunTopics
    let watch: OracleWatch
    let admin: KafkaAdmin
    let recorders: Recorders
    let samplers: [OffsetSampler]
    let simulator: SimulatorProcess
    let producer: LoadProducer
    let workers: [Worker]
    /// The one that joins and leaves.
    let guest: Worker

    init(_ bench: ChaosBench, _ plan: StepPlan, number: Int) async throws {
        self.bench = bench
        self.plan = plan
        let id = "chaos-\(UUID().uuidString.prefix(6).lowercased())"
        folder = bench.stepFolder(number)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let topics = RunTopics(prefix: id, partitions: bench.options.partitions)
        self.topics = topics
        var policy = OraclePolicy()
        policy.maximumAttempts = bench.settings.attempts
        policy.requestTimeout = Int64(bench.settings.requestTimeout)
        // Connections that a burst has opened are kept for the next.
        policy.descriptorTolerance += bench.settings.concurrency
        let watch = OracleWatch(policy)
        self.watch = watch
        let address = bench.broker.address
        admin = try KafkaAdmin(properties: ["bootstrap.servers": address, "reconnect.backoff.max.ms": "1000"])
        try await topics.create(admin: admin)
        recorders = Recorders(address, topics, watch)
        try await recorders.start()
        samplers = [
            try OffsetSampler(
                address, group: topics.routeGroup, topics: [topics.events], partitions: topics.partitions, watch: watch),
            try OffsetSampler(
                address, group: topics.executeGroup,
                topics: Lane.allCases.flatMap { [topics.commands($0), topics.bulkCommands($0)] } + [topics.parked],
                partitions: topics.partitions, watch: watch),
        ]
        let simulator = try await SimulatorProcess(
            program: bench.options.program, folder: folder, keeper: bench.keeper, client: bench.client)
        self.simulator = simulator
        producer = try LoadProducer(address, topic: topics.events, watch: watch)
        let folder = self.folder
        var settings = bench.settings
        // A process that shares a quota calls nothing without a fresh report either, which would hide what the lease is for.
        if plan.bug == SeededBug.noLease.rawValue { settings.quotaPerSecond = 0 }
        var made: [Worker] = []
        for worker in 0...bench.options.workers {
            var feishu = simulator.address
            if let proxy = bench.proxy {
                feishu = try await proxy.open(.feishu(worker), port: 0, upstream: simulator.address)
            }
            let launch = Worker.Launch(
                program: bench.options.program,
                environment: settings.environment(
                    broker: bench.brokerAddress(worker), feishu: feishu, topics: topics),
                folder: folder, settings: settings,
                mayMissBroker: plan.faults.contains { $0.needs.contains(.ownBroker) })
            let hooks = bench.options.hooks + (plan.bug.map { ["bug=\($0)"] } ?? [])
            made.append(Worker(worker, launch, hooks: hooks, keeper: bench.keeper, watch: watch))
        }
        guest = made.removeLast()
        workers = made
    }

    /// Waits until everything published is answered and committed.
    ///
    /// - Returns: milliseconds; nil when the bound passed first.
    func drain(bound: Duration, withCommits: Bool = true) async throws -> Int64? {
        let began = ContinuousClock.now
        while ContinuousClock.now - began < bound {
            let pending = watch.ask { $0.pending() }
            if pending.events == 0, pending.records == 0 || !withCommits {
                return (ContinuousClock.now - began).milliseconds
            }
            try await ContinuousClock().sleep(for: .milliseconds(200))
        }
        return nil
    }

    /// Notes what the workers hold now.
    func measure() async {
        for worker in workers {
            guard let pid = await worker.pid, let sample = ProcessUsage.sample(pid) else { continue }
            watch.tell { $0.observe(sample) }
        }
    }

    /// Ends all of it.
    func close() async {
        for worker in workers + [guest] { await worker.kill() }
        for sampler in samplers { await sampler.close() }
        await producer.close()
        await recorders.close()
        await simulator.stop()
        await admin.close()
        if bench.broker.isOurs { try? await bench.broker.delete(topic: topics.prefix + ".*") }
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
