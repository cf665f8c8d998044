import Foundation

/// Runs one step: load, faults, drain, verdict.
struct StepRunner {
    let parts: StepParts

    func run() async throws -> StepResult {
        let parts = self.parts
        let watching = Task {
            await withDiscardingTaskGroup { group in
                for sampler in parts.samplers { group.addTask { await sampler.run() } }
            }
        }
        let journal = Task { try await followJournal() }
        defer {
            watching.cancel()
            journal.cancel()
        }
        for worker in parts.workers { try await worker.start() }
        let shape = LoadShape(for: parts.plan.faults, replyTopic: parts.topics.replies)
        var generator = EventGenerator(seed: parts.plan.seed, shape: shape, prefix: parts.topics.prefix)
        try await parts.producer.send(generator.definition())
        guard try await parts.drain(bound: .seconds(60)) != nil else {
            throw ChaosError("the workers didn't answer the first event within a minute; logs: \(parts.folder.path)")
        }
        var result = StepResult(name: parts.plan.name)
        let (from, until) = try await work(generator, pace: shape.pace, &result)
        result.drain = try await parts.drain(bound: .seconds(parts.bench.options.drainBound))
        await parts.measure()
        for worker in parts.workers { await worker.terminate() }
        // What was written at the end still has to be read.
        try await ContinuousClock().sleep(for: .milliseconds(700))
        journal.cancel()
        if case .failure(let error) = await journal.result, !(error is CancellationError) { throw error }
        try await parts.simulator.read(into: parts.watch)
        for worker in parts.workers + [parts.guest] {
            guard let complaint = await worker.complaint else { continue }
            throw ChaosError("worker \(worker.number) can't run as it is set: \(complaint)")
        }
        if parts.producer.failed > 0 {
            throw ChaosError("Kafka didn't take \(parts.producer.failed) events; the load wasn't what was planned")
        }
        return judge(result, from, until)
    }

    /// The load, and the faults within it. Returns the quiet time after the faults, in epoch milliseconds.
    private func work(
        _ generator: EventGenerator, pace: Double, _ result: inout StepResult
    ) async throws -> (from: Int64, until: Int64) {
        let parts = self.parts
        let options = parts.bench.options
        let count = parts.plan.events ?? .max
        let load = Task {
            var generator = generator
            try await parts.producer.run(&generator, count: count, rate: options.rate * pace)
            return WallClock.now()
        }
        defer { load.cancel() }
        let end = ContinuousClock.now + .seconds(parts.plan.seconds)
        try await ContinuousClock().sleep(for: .seconds(2))
        await parts.measure()
        let quiet = min(6, parts.plan.seconds / 4)
        let plan = FaultPlan(
            seed: parts.plan.seed, faults: parts.plan.faults,
            length: max(1000, (parts.plan.seconds - 2 - quiet) * 1000), workers: options.workers,
            sessionTimeout: parts.bench.settings.sessionTimeout)
        result.injected = try await FaultInjector(parts: parts, plan: plan).run()
        let from = WallClock.now()
        try await ContinuousClock().sleep(for: max(.seconds(quiet), end - ContinuousClock.now))
        load.cancel()
        let until = try await load.value
        await parts.producer.flush()
        return (from, until)
    }

    private func followJournal() async throws {
        while !Task.isCancelled {
            try await parts.simulator.read(into: parts.watch)
            try await ContinuousClock().sleep(for: .milliseconds(500))
        }
    }

    private func judge(_ result: StepResult, _ from: Int64, _ until: Int64) -> StepResult {
        var result = result
        let drain = result.drain
        (result.verdict, result.figures) = parts.watch.ask { oracle in
            (oracle.judge(drain: drain), oracle.figures(quietFrom: from, quietUntil: until))
        }
        result.timeline = parts.watch.ask { $0.timeline() }
        var seen: [ViolationKind: Int] = [:]
        for violation in result.verdict.violations {
            seen[violation.kind, default: 0] += 1
            guard seen[violation.kind, default: 0] <= 2 else { continue }
            let lines = parts.watch.ask { $0.history(of: violation) }
            result.histories.append(["\(violation.kind.rawValue): \(violation.text)"] + lines)
        }
        return result
    }
}
