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
        assignedGeneration = generation
        lease.assigned()
        partitions.assign(new)
        context.metrics.rebalances.with("execute", "assigned").increment()
        log.info("partitions assigned", ["partitions": .int(new.count), "generation": .int(generation)])
        guard let consumer else { return }
        Task { await self.takeUp(new, generation, consumer) }
    }

    /// Reads what the earlier owner committed, with its maps of what is finished beyond, and the receipts; then begins there.
    private func takeUp(_ new: [TopicPartition], _ generation: Int, _ consumer: ConsumerControl) async {
        context.readiness.set("execute", isReady: false, "taking up \(new.count) partitions")
        guard
            let starts = await CommittedStarts.read(
                new, from: consumer, log: log, errors: context.kafkaErrors, stage: "execute",
                isWanted: { generation == self.generation })
        else { return }
        for (partition, start) in starts {
            guard let position = start.position else { continue }
            partitions.restore(partition, position: position, finished: start.finished)
            confirm.takenUp(
                partition, end: start.finished.last?.upperBound ?? position,
                concurrency: context.settings.execute.concurrency, at: WallClock.now())
        }
        guard await takeUpReceipts(new, generation), await takeUpParked(new, starts, generation, consumer),
            await takeUpQuota(generation)
        else { return }
        context.readiness.set(
            "execute", isReady: !isStopping,
            isStopping ? "shutting down" : "\(partitions.partitions.count) partitions assigned")
        consumer.completeAssignment(generation: generation, startingAt: starts.compactMapValues(\.position))
        commit(isProof: true)
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
            loseQuota()
            release(old, isClean: false)
            suspensions.abort(includingUnabortable: true) { gone.contains($0.partition) }
            consumer?.completeRevoke(generation: generation)
            return
        }
        partitions.beginRevoking(old)
        let draining = Draining(
            partitions: old, generation: generation, deadline: .now + context.settings.shutdown.drain)
        self.draining = draining
        suspensions.abort { gone.contains($0.partition) }
        if isDrained(draining) || ChaosHooks.has(.skipDrain) { finishDraining(draining) }
    }

    func isDrained(_ draining: Draining) -> Bool {
        draining.partitions.allSatisfy { (partitions[$0]?.started ?? 0) == 0 }
    }

    func finishDraining(_ draining: Draining) {
        self.draining = nil
        let commits = takeCommits(of: draining.partitions, isLast: true)
        if !commits.isEmpty { consumer?.commit(commits, generation: draining.generation) }
        let unfinished = draining.partitions.reduce(0) { $0 + (partitions[$1]?.started ?? 0) }
        if unfinished > 0 {
            log.warning(
                "partitions are given up with calls under way: the drain deadline has passed",
                ["calls": .int(unfinished)])
        }
        releaseQuota(isDrained: unfinished == 0)
        let gone = Set(draining.partitions)
        release(draining.partitions, isClean: unfinished == 0)
        suspensions.abort(includingUnabortable: true) { gone.contains($0.partition) }
        context.readiness.set(
            "execute", isReady: !isStopping,
            isStopping ? "shutting down" : "\(partitions.partitions.count) partitions assigned")
        consumer?.completeRevoke(generation: draining.generation)
    }

    private func release(_ old: [TopicPartition], isClean: Bool) {
        let gone = Set(old)
        outputs.abandon { gone.contains($0.partition) }
        partitions.remove(old)
        confirm.forget(Set(old.compactMap(lanePartition)))
        for partition in Set(old.compactMap(lanePartition)) {
            retireReceipts(partition, isClean: isClean)
            parking.drop(partition.partition)
        }
    }

    // MARK: Commits and the lease

    private func takeCommits(
        of some: [TopicPartition]? = nil, isProof: Bool = false, isLast: Bool = false
    ) -> [TopicPartition: CommitOffset] {
        var commits = partitions.takeCommits(of: some, isProof: isProof)
        if ChaosHooks.has(.commitHighest) || (isLast && ChaosHooks.has(.skipDrain)) {
            for partition in some ?? partitions.partitions {
                if let end = partitions[partition]?.ledger.end { commits[partition] = CommitOffset(offset: end) }
            }
        }
        return commits
    }

    /// - Parameter isProof: also when nothing was finished: for the lease.
    func commit(isProof: Bool = false) {
        let commits = takeCommits(isProof: isProof)
        guard !commits.isEmpty, let consumer else { return }
        ChaosHooks.pass(.beforeCommit)
        isCommitting = true
        consumer.commit(commits, generation: generation)
    }

    func committed(_ result: CommitResult) {
        isCommitting = false
        let accepted = result.isAccepted
        context.metrics.commits.with("execute", accepted ? "accepted" : "refused").increment()
        if !accepted { partitions.forgetCommits(result.offsets.keys) }
        // One accepted offset shows that the group knows this member.
        guard result.offsets.values.contains(where: { $0.error == nil }) else { return }
        lease.accepted(sentAt: result.sentAt, isOfThisAssignment: result.generation >= assignedGeneration)
        let waiting = leaseWaiters
        leaseWaiters = []
        for id in waiting { wake(id) }
    }

    /// Commits so that the lease doesn't end while there is nothing else to commit.
    func keepLease() {
        guard !partitions.isEmpty, !isCommitting else { return }
        if !leaseWaiters.isEmpty || lease.isDue(at: .now) { commit(isProof: true) }
    }

    /// Waits until a call may start.
    ///
    /// - Returns: false when the work must be given up.
    func leased(_ work: WorkTicket) async -> Bool {
        while !lease.permitsCall(at: .now), !ChaosHooks.has(.noLease) {
            guard await waitForLease(work, isAbortable: true) else { return false }
        }
        return work.mayGoOn
    }

    /// Waits until an outcome may be written: a process that was suspended may find another owner's outcome there already.
    func mayAnswer(_ work: WorkTicket) async -> Bool {
        while !lease.permitsOutcome(at: .now), !ChaosHooks.has(.noLease) {
            guard await waitForLease(work, isAbortable: false) else { return false }
        }
        return work.isCurrent && !work.owner.isFenced
    }

    private func waitForLease(_ work: WorkTicket, isAbortable: Bool) async -> Bool {
        await suspend(work, isAbortable: isAbortable) { id in
            leaseWaiters.append(id)
            if !isCommitting { commit(isProof: true) }
        }
    }

    /// Takes nothing new; what is under way goes on until the partitions are asked back.
    func stopTaking() {
        isStopping = true
        context.readiness.set("execute", isReady: false, "shutting down")
        _ = scheduler.remove { _ in true }
    }

    // MARK: Partitions that stop

    /// The partitions of a lane whose receipts are of a newer format: nothing of them is taken.
    func stopPartitions(of partition: LanePartition, _ error: ContractError) {
        let stopped = partitions.owned.filter { goesWith(partition, $0) }
        log.error(
            "partition stopped at a receipt of a newer format",
            [
                LogField.topic: .string(context.names.receipts(partition.lane)),
                LogField.partition: .int(partition.partition), LogField.error: .string(error.message),
            ])
        context.readiness.set(
            "format of \(context.names.receipts(partition.lane))/\(partition.partition)", isReady: false, error.message)
        for state in stopped { state.isFenced = true }
        consumer?.pause(partitions.setPause(.format, true, stopped))
    }
}
