import ApprovalContract
import Delivery
import Kafka
import Observability

extension ExecuteStage {
    func connect(_ consumer: ConsumerControl) {
        self.consumer = consumer
    }

    func assigned(_ new: [TopicPartition], _ generation: Int) {
        self.generation = generation
        partitions.assign(new)
        context.metrics.rebalances.with("execute", "assigned").increment()
        log.info("partitions assigned", ["partitions": .int(new.count), "generation": .int(generation)])
        guard let consumer else { return }
        Task { await self.goOn(new, generation, consumer) }
    }

    /// Reads what the earlier owner committed, with its maps of what is finished beyond, and begins there.
    private func goOn(_ new: [TopicPartition], _ generation: Int, _ consumer: ConsumerControl) async {
        var starts: [TopicPartition: Int64] = [:]
        while generation == self.generation, !new.isEmpty {
            do throws(KafkaError) {
                for (partition, committed) in try await consumer.committed(new) {
                    guard generation == self.generation, let offset = committed.offset else { continue }
                    starts[partition] = offset
                    guard let text = committed.metadata, !text.isEmpty else { continue }
                    guard let finished = CommitMap.decode(text, position: offset) else {
                        log.warning(
                            "a commit's map is damaged or not ours; what it covers may be done again",
                            [LogField.topic: .string(partition.topic), LogField.partition: .int(partition.partition)])
                        continue
                    }
                    partitions.restore(partition, position: offset, finished: finished)
                }
                log.recovered(key: "committed", "the committed offsets can be read")
                break
            } catch {
                context.kafkaErrors.report(error, stage: "execute")
                log.once(
                    key: "committed", .warning, "the committed offsets can't be read; trying again",
                    state: error.code.name, [LogField.error: .string(error.description)])
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        guard generation == self.generation else { return }
        context.readiness.set("execute", isReady: true, "\(partitions.partitions.count) partitions assigned")
        consumer.completeAssignment(generation: generation, startingAt: starts.isEmpty ? nil : starts)
    }

    /// The group wants partitions back: calls under way are finished and committed first. Lost ones are let go at once.
    func revoked(_ old: [TopicPartition], _ generation: Int, lost: Bool) {
        self.generation = generation
        let gone = Set(old)
        context.metrics.rebalances.with("execute", lost ? "lost" : "revoked").increment()
        log.info(
            lost ? "partitions lost" : "partitions revoked",
            ["partitions": .int(old.count), "generation": .int(generation)])
        // What nobody has begun is the next owner's.
        _ = scheduler.remove { gone.contains($0.work.partition) }
        if lost {
            draining = nil
            release(old)
            suspensions.abort(includingUnabortable: true) { gone.contains($0.partition) }
            consumer?.completeRevoke(generation: generation)
            return
        }
        partitions.beginRevoking(old)
        let draining = Draining(
            partitions: old, generation: generation, deadline: .now + context.settings.shutdown.drain)
        self.draining = draining
        suspensions.abort { gone.contains($0.partition) }
        if isDrained(draining) { finishDraining(draining) }
    }

    func isDrained(_ draining: Draining) -> Bool {
        draining.partitions.allSatisfy { (partitions[$0]?.started ?? 0) == 0 }
    }

    func finishDraining(_ draining: Draining) {
        self.draining = nil
        let commits = partitions.takeCommits(of: draining.partitions)
        if !commits.isEmpty { consumer?.commit(commits, generation: draining.generation) }
        let unfinished = draining.partitions.reduce(0) { $0 + (partitions[$1]?.started ?? 0) }
        if unfinished > 0 {
            log.warning(
                "partitions are given up with calls under way: the drain deadline has passed",
                ["calls": .int(unfinished)])
        }
        let gone = Set(draining.partitions)
        release(draining.partitions)
        suspensions.abort(includingUnabortable: true) { gone.contains($0.partition) }
        context.readiness.set(
            "execute", isReady: !isStopping,
            isStopping ? "shutting down" : "\(partitions.partitions.count) partitions assigned")
        consumer?.completeRevoke(generation: draining.generation)
    }

    private func release(_ old: [TopicPartition]) {
        let gone = Set(old)
        outputs.abandon { gone.contains($0.partition) }
        partitions.remove(old)
        for partition in old {
            if let lane = lanes[partition.topic], partition.topic == context.names.commands(lane, .live) {
                receipts.drop(LanePartition(lane: lane, partition: partition.partition))
            }
        }
    }

    func commit() {
        let commits = partitions.takeCommits()
        if !commits.isEmpty { consumer?.commit(commits, generation: generation) }
    }

    func committed(_ result: CommitResult) {
        let accepted = result.isAccepted
        context.metrics.commits.with("execute", accepted ? "accepted" : "refused").increment()
        if !accepted { partitions.forgetCommits(result.offsets.keys) }
    }

    /// Takes nothing new; what is under way goes on until the partitions are asked back.
    func stopTaking() {
        isStopping = true
        context.readiness.set("execute", isReady: false, "shutting down")
        _ = scheduler.remove { _ in true }
    }
}
