import Synchronization

/// Carries out a plan on the parts of a step, and leaves everything whole.
struct FaultInjector: Sendable {
    let parts: StepParts
    let plan: FaultPlan

    /// Runs the plan to its end.
    ///
    /// - Returns: how many blows fell.
    func run() async throws -> Int {
        let began = ContinuousClock.now
        let byFault = Dictionary(grouping: plan.actions, by: \.fault)
        let injected = try await withThrowingTaskGroup(of: Int.self) { group in
            for actions in byFault.values {
                group.addTask {
                    var count = 0
                    for action in actions {
                        let due = began + .milliseconds(action.at)
                        try await ContinuousClock().sleep(until: due)
                        if try await perform(action, due: due) { count += 1 }
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        try await mend()
        return injected
    }

    /// Whatever a blow has left: all workers run, all lines are whole.
    private func mend() async throws {
        try await parts.bench.proxy?.reset()
        await parts.guest.terminate()
        for worker in parts.workers {
            await worker.resume()
            try await worker.start()
        }
    }

    /// A blow that comes much too late, because another took longer than planned, is left out.
    private static let patience = Duration.seconds(3)

    private func isLate(_ due: ContinuousClock.Instant) -> Bool { ContinuousClock.now - due > Self.patience }

    /// - Returns: whether the blow fell.
    private func perform(_ action: FaultAction, due: ContinuousClock.Instant) async throws -> Bool {
        if isLate(due) { return false }
        switch action.fault {
        case .killWorker, .killCallSent, .killAnswerRead, .killResultProduced, .killReceiptProduced, .killBeforeCommit,
            .pauseWorker, .rollingRestart, .swapFormats, .rebalanceStorm:
            try await meetWorker(action)
        case .killBroker, .pauseBroker, .replyTopicMissing, .deadLetterTopicMissing:
            let fell = Mutex(false)
            try await parts.bench.brokerTurn.run {
                if isLate(due) { return }
                try await meetBroker(action)
                fell.withLock { $0 = true }
            }
            return fell.withLock { $0 }
        case .cutBroker, .halfOpenBroker, .slowBroker, .cutFeishu, .halfOpenFeishu, .slowFeishu:
            try await meetLines(action)
        case .throttle429, .throttle400, .permissionMissing, .serverError, .resetBefore, .resetAfter, .stall,
            .truncated,
            .html:
            try await parts.simulator.set(action.fault, action.fault.simulatorFault)
            try await pass(action)
            try await parts.simulator.set(action.fault, nil)
        case .tokenExpiry: try await parts.simulator.revokeTokens()
        case .poison, .hotKey, .duplicateIDs: return false
        }
        return true
    }

    private func pass(_ action: FaultAction) async throws {
        try await ContinuousClock().sleep(for: .milliseconds(action.lasts))
    }

    private func worker(_ action: FaultAction) -> Worker {
        parts.workers[(action.worker ?? 0) % parts.workers.count]
    }

    private func meetWorker(_ action: FaultAction) async throws {
        let worker = worker(action)
        switch action.fault {
        case .killWorker:
            await worker.kill()
            try await pass(action)
            try await worker.start()
        case .pauseWorker:
            await worker.pause()
            try await pass(action)
            await worker.resume()
        case .rollingRestart:
            await worker.terminate()
            try await worker.start()
        case .swapFormats:
            await worker.terminate()
            await worker.swapFormat()
            try await worker.start()
        case .rebalanceStorm:
            try await parts.guest.start()
            try await pass(action)
            await parts.guest.terminate()
        default:
            guard let point = action.fault.killPoint else { return }
            await worker.kill()
            try await worker.start(kill: (point, action.amount))
            try await pass(action)
        }
    }

    private func meetBroker(_ action: FaultAction) async throws {
        let broker = parts.bench.broker
        switch action.fault {
        case .killBroker:
            try await broker.kill()
            try await pass(action)
            try await broker.start()
        case .pauseBroker:
            try await broker.pause()
            try await pass(action)
            try await broker.resume()
        default:
            let topics = parts.topics
            let topic = action.fault == .replyTopicMissing ? topics.replies : topics.deadLetters
            // Closed before it is deleted, so that nothing is written that nobody could have read.
            try await broker.close(topic: topic)
            // The tool returns when the controller knows; the broker takes a moment longer.
            try await ContinuousClock().sleep(for: .milliseconds(300))
            try await parts.recorders.finish(topic)
            try await broker.delete(topic: topic)
            try await pass(action)
            try await topics.waitUntilGone(topic, admin: parts.admin)
            try await topics.create([topic], admin: parts.admin)
            // A broker that is slow to forget the old topic may give its setting to the new one.
            try await broker.open(topic: topic, maximumBytes: RunTopics.maximumRecordBytes)
            try await parts.recorders.begin(topic)
        }
    }

    private func meetLines(_ action: FaultAction) async throws {
        guard let proxy = parts.bench.proxy else { return }
        let isBroker = [.cutBroker, .halfOpenBroker, .slowBroker].contains(action.fault)
        let workers = action.worker.map { [$0] } ?? Array(parts.workers.indices)
        let lines: [Toxiproxy.Line] = workers.map { isBroker ? .broker($0) : .feishu($0) }
        func set(_ isOn: Bool) async throws {
            for line in lines {
                switch action.fault {
                case .cutBroker, .cutFeishu: try await proxy.setCut(line, isOn)
                case .halfOpenBroker, .halfOpenFeishu: try await proxy.setHalfOpen(line, isOn)
                default: try await proxy.setSlow(line, isOn ? action.amount : nil)
                }
            }
        }
        try await set(true)
        try await pass(action)
        try await set(false)
    }
}
