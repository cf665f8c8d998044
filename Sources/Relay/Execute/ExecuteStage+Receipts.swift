import ApprovalContract
import Delivery
import JSON
import Kafka
import Observability

/// The receipts of the partitions that the stage owns: claimed and read when a partition is taken up, watched while it is owned.
extension ExecuteStage {
    /// Claims the receipts of these partitions and reads them past the claim.
    ///
    /// - Returns: false when another rebalance came meanwhile.
    func takeUpReceipts(_ new: [TopicPartition], _ generation: Int) async -> Bool {
        let wanted = Set(new.compactMap(lanePartition))
        forgetOldReceipts()
        // Of those that are owned all along, as a cooperative protocol leaves them, nothing is forgotten.
        let owned = Set(partitions.owned.compactMap { lanePartition($0.id) })
        for kept in receipts.partitions where !owned.contains(kept) { forgetReceipts(kept) }
        assignments += 1
        let claim = context.incarnation + "." + String(assignments)
        var pending = wanted
        while !pending.isEmpty, generation == self.generation {
            do {
                let ends = try await writeClaims(claim, pending)
                guard generation == self.generation else { return false }
                var goals: [TopicPartition: ReceiptScan.Goal] = [:]
                for (partition, offset) in ends {
                    let known = tails[partition].flatMap { tail in
                        receipts.claim(of: partition).map { (next: tail.next, claim: $0) }
                    }
                    goals[topicPartition(partition)] = ReceiptScan.Goal(
                        start: known.map { .offset($0.next) } ?? .beginning, through: offset, claim: known?.claim)
                }
                let errors = context.kafkaErrors
                let began = ContinuousClock.now
                var options = ConsumerOptions()
                // Not where a few records are read beside work, which it would hold up.
                options.givesMemoryBack = pending.contains { tails[$0] == nil }
                let findings = try await ReceiptScan.read(
                    goals, properties: context.readerProperties, options: options,
                    onError: { errors.report($0, stage: "receipts") })
                guard generation == self.generation else { return false }
                var again: Set<LanePartition> = []
                for partition in pending {
                    guard let found = findings[topicPartition(partition)] else { continue }
                    if receipts.claim(of: partition) != nil, !found.ignored.isEmpty {
                        // A claim that they were written under may have been removed while the partition was another's: only from the
                        // beginning is it certain what counts.
                        forgetReceipts(partition)
                        again.insert(partition)
                    } else {
                        install(found, partition, claim)
                    }
                }
                log.info(
                    "receipts taken up",
                    [
                        "partitions": .int(pending.count), "receipts": .int(receipts.count), "claim": .string(claim),
                        "seconds": .seconds(ContinuousClock.now - began),
                    ])
                log.recovered(key: "receipts", "the receipts can be read and claimed")
                pending = again
            } catch {
                let text = (error as? KafkaError)?.description ?? "\(error)"
                log.once(
                    key: "receipts", .error, "the receipts can't be claimed or read; trying again", state: text,
                    [LogField.error: .string(text)])
                context.readiness.set("receipts", isReady: false, "can't be claimed or read: \(text)")
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        context.readiness.remove("receipts")
        return generation == self.generation
    }

    /// - Returns: where the claims stand.
    private func writeClaims(
        _ claim: String, _ partitions: Set<LanePartition>
    ) async throws(KafkaError) -> [LanePartition: Int64] {
        var writer = JSONWriter(capacity: 128)
        let record = ReceiptClaim(id: claim, at: WallClock.now())
        record.write(to: &writer)
        let (key, value) = (Array(record.key.utf8), writer.bytes())
        let producer = context.producer
        let names = context.names
        let isClaiming = !ChaosHooks.has(.noClaim)
        let results = await withTaskGroup(of: (LanePartition, Result<Int64, KafkaError>).self) { group in
            for partition in partitions {
                group.addTask {
                    do throws(KafkaError) {
                        let placed = try await producer.sendAndWait(
                            ProducerRecord(
                                topic: names.receipts(partition.lane), partition: partition.partition,
                                // Without a claim it is a record that nobody reads.
                                key: isClaiming ? key : Array("#claim-left-out".utf8), value: isClaiming ? value : nil))
                        return (partition, .success(placed.offset))
                    } catch {
                        return (partition, .failure(error))
                    }
                }
            }
            var results: [(LanePartition, Result<Int64, KafkaError>)] = []
            for await result in group { results.append(result) }
            return results
        }
        var offsets: [LanePartition: Int64] = [:]
        for (partition, result) in results { offsets[partition] = try result.get() }
        return offsets
    }

    private func install(_ found: ReceiptFindings, _ partition: LanePartition, _ claim: String) {
        if let problem = found.newerFormat {
            stopPartitions(of: partition, problem)
            return
        }
        if found.unreadable > 0 {
            log.warning(
                "records that are no receipts were skipped",
                [
                    LogField.topic: .string(context.names.receipts(partition.lane)),
                    LogField.partition: .int(partition.partition), "records": .int(found.unreadable),
                ])
        }
        let isWhole = receipts.claim(of: partition) == nil
        if !isWhole {
            receipts.renew(partition, with: found.archive, removing: found.removed, claim: claim)
        } else {
            receipts.install(partition, found.archive, claim: claim)
        }
        tails[partition] = ReceiptTail(next: found.next)
        retired[partition] = nil
        for key in found.ignored { rewrite(partition, String(decoding: key, as: UTF8.self)) }
        let former = found.claims.filter { $0 != claim }
        // Oldest first, and none but all: a claim that stays would stand for the receipts of those that go.
        if isWhole, former.count > Self.formerClaimsKept { removeClaims(former, partition) }
    }

    /// Claims before the owner's that are let lie: they cost a hundred bytes each.
    private static let formerClaimsKept = 16

    /// Each key with an ignored record is written anew before this, under the owner's claim: the earlier ones part nothing any more.
    private func removeClaims(_ former: [String], _ partition: LanePartition) {
        for id in former {
            guard let work = ownWork(partition) else { return }
            outputs.send(
                OutputRecord(
                    topic: context.names.receipts(partition.lane), partition: partition.partition,
                    key: Array(ReceiptClaim(id: id, at: 0).key.utf8), value: nil, purpose: .receipt, work: work))
            outputs.seal(work)
        }
    }

    // MARK: Watching

    /// A record of ours has its place in a partition of receipts.
    func placed(_ record: OutputRecord, at offset: Int64?) {
        guard let partition = receiptPartition(record) else { return }
        guard let offset else {
            tails[partition]?.failed()
            return
        }
        if let gap = tails[partition]?.placed(offset) { inspect(partition, gap) }
    }

    func sent(_ record: OutputRecord) {
        guard let partition = receiptPartition(record) else { return }
        tails[partition]?.sent()
    }

    private func receiptPartition(_ record: OutputRecord) -> LanePartition? {
        guard record.purpose == .receipt, let number = record.partition, let lane = receiptLanes[record.topic] else {
            return nil
        }
        return LanePartition(lane: lane, partition: number)
    }

    /// Reads what somebody else wrote between our own records.
    private func inspect(_ partition: LanePartition, _ gap: Range<Int64>) {
        guard retired[partition] == nil, !ChaosHooks.has(.noClaim), let claim = receipts.claim(of: partition) else {
            return
        }
        let place = topicPartition(partition)
        let generation = self.generation
        let errors = context.kafkaErrors
        let id = nextInspection
        nextInspection += 1
        inspecting[partition, default: []].insert(id)
        Task {
            var findings: ReceiptFindings?
            while findings == nil, generation == self.generation {
                do {
                    findings = try await ReceiptScan.read(
                        [
                            place: ReceiptScan.Goal(
                                start: .offset(gap.lowerBound), through: gap.upperBound - 1, claim: claim)
                        ], properties: context.readerProperties, options: ConsumerOptions(),
                        onError: { errors.report($0, stage: "receipts") })[place]
                } catch {
                    try? await Task.sleep(for: .milliseconds(500))
                }
            }
            inspecting[partition]?.remove(id)
            guard let findings, receipts.claim(of: partition) == claim else { return }
            if let other = findings.claims.last(where: { $0 != claim }) { return fence(partition, other) }
            for key in findings.ignored {
                context.metrics.foreignReceipts.increment()
                rewrite(partition, String(decoding: key, as: UTF8.self))
            }
            if !findings.ignored.isEmpty {
                log.warning(
                    "a former owner wrote receipts too late; they are ignored, and their keys written anew",
                    [
                        LogField.topic: .string(place.topic), LogField.partition: .int(place.partition),
                        "receipts": .int(findings.ignored.count),
                    ])
            }
        }
    }

    /// Another process has claimed the partition after us: its lane partitions aren't ours any more, whatever the group has told us so
    /// far.
    private func fence(_ partition: LanePartition, _ claim: String) {
        let owned = partitions.owned.filter { goesWith(partition, $0) && !$0.isFenced }
        guard !owned.isEmpty else { return }
        log.warning(
            "another process has claimed a partition; nothing more is done for it here",
            [
                LogField.topic: .string(context.names.receipts(partition.lane)),
                LogField.partition: .int(partition.partition), "claim": .string(claim),
            ])
        for state in owned { state.isFenced = true }
        context.readiness.set(
            "claim of \(context.names.receipts(partition.lane))/\(partition.partition)", isReady: false,
            "claimed by \(claim) while this process owns it; it is given up with the next rebalance, or when the process is restarted"
        )
        let gone = Set(owned.map(\.id))
        _ = scheduler.remove { gone.contains($0.work.partition) }
        suspensions.abort(includingUnabortable: true) { gone.contains($0.partition) }
    }

    /// Asks for the ends of a few partitions, in turn: a former owner may have written where nobody has since.
    func checkTails() {
        let now = ContinuousClock.now
        guard now - lastTailCheck >= .seconds(2), !isCheckingTail, let consumer else { return }
        lastTailCheck = now
        let known = tails.keys.filter { retired[$0] == nil }.sorted {
            ($0.lane, $0.partition) < ($1.lane, $1.partition)
        }
        guard !known.isEmpty else { return }
        tailTurn = (tailTurn + 1) % known.count
        let partition = known[tailTurn]
        let place = topicPartition(partition)
        isCheckingTail = true
        Task {
            defer { isCheckingTail = false }
            guard let end = try? await consumer.watermarks(place, timeout: .seconds(5)) else { return }
            if let gap = tails[partition]?.ended(at: end.high) { inspect(partition, gap) }
        }
    }

    // MARK: Writing

    /// Writes a key as the owner knows it: its receipt, or that there is none.
    private func rewrite(_ partition: LanePartition, _ key: String) {
        guard let work = ownWork(partition), let claim = receipts.claim(of: partition) else { return }
        var value: [UInt8]?
        if receipts.find(partition, key) != nil, let receipt = receipts.own(partition, key) {
            receiptWriter.removeAll()
            receipt.write(to: &receiptWriter, isPrevious: ChaosHooks.writesPreviousFormat)
            value = receiptWriter.bytes()
        }
        outputs.send(
            OutputRecord(
                topic: context.names.receipts(partition.lane), partition: partition.partition, key: Array(key.utf8),
                value: value, headers: value == nil ? [RecordHeader(name: ReceiptClaim.header, text: claim)] : [],
                purpose: .receipt, work: work))
        outputs.seal(work)
    }

    /// Work that stands for no record, so that a drain waits for it; `nil` when the partition isn't ours.
    private func ownWork(_ partition: LanePartition) -> WorkTicket? {
        let owner = partitions.owned.first { lanePartition($0.id) == partition && !$0.isGone && !$0.isFenced }
        guard let owner else { return nil }
        owner.started += 1
        return WorkTicket(owner: owner, offset: -1, byteCount: 0, time: WallClock.now())
    }

    /// Tombstones for approvals that nothing has happened to for long.
    func expireReceipts() {
        let retention = context.settings.execute.receiptRetention
        guard retention > .zero, !expiryLine.isEmpty || startExpiry(), let partition = expiryLine.popLast() else {
            return
        }
        let limit = WallClock.now() - retention.wholeMilliseconds
        for key in receipts.keys(in: partition, untouchedSince: limit, limit: Self.expiredAtOnce) {
            // One with work of its own is touched in a moment.
            guard !scheduler.isActive(LaneKey(lane: partition.lane, key: key)) else { continue }
            receipts.remove(partition, key)
            rewrite(partition, key)
            context.metrics.expiredReceipts.increment()
        }
    }

    private static let expiredAtOnce = 500

    /// Each partition when the first are taken up, so that it is done however short a process lives, and then once in ten minutes.
    /// Definitions never expire: instances need their codes.
    private func startExpiry() -> Bool {
        if let lastExpiry, ContinuousClock.now - lastExpiry < .seconds(600) { return false }
        expiryLine = receipts.partitions.filter { $0.lane != .definition && retired[$0] == nil }
        if !expiryLine.isEmpty { lastExpiry = .now }
        return !expiryLine.isEmpty
    }

    // MARK: Giving up

    /// The partition's receipts are not ours to write any more. They stay in memory while all that was written is known to be in Kafka,
    /// since the partition may come back: then only what was written meanwhile has to be read.
    func retireReceipts(_ partition: LanePartition, isClean: Bool) {
        // One that was stopped at a newer format has none, but is said in readiness.
        guard receipts.claim(of: partition) != nil else { return forgetReceipts(partition) }
        let isQuiet = (tails[partition]?.inFlight ?? 0) == 0 && inspecting[partition]?.isEmpty ?? true
        if isClean, isQuiet { retired[partition] = .now } else { forgetReceipts(partition) }
    }

    /// Lets go of receipts that have been kept for long without their partition. They would miss tombstones that compaction has removed
    /// meanwhile, which it does a day after it met them (`delete.retention.ms`) at the soonest.
    func forgetOldReceipts() {
        let limit = ContinuousClock.now - .seconds(600)
        for (partition, since) in retired where since < limit { forgetReceipts(partition) }
    }

    func forgetReceipts(_ partition: LanePartition) {
        receipts.drop(partition)
        tails[partition] = nil
        inspecting[partition] = nil
        retired[partition] = nil
        context.readiness.remove("claim of \(context.names.receipts(partition.lane))/\(partition.partition)")
        context.readiness.remove("format of \(context.names.receipts(partition.lane))/\(partition.partition)")
    }

    func lanePartition(_ partition: TopicPartition) -> LanePartition? {
        lanes[partition.topic].map { LanePartition(lane: $0, partition: partition.partition) }
    }

    func topicPartition(_ partition: LanePartition) -> TopicPartition {
        TopicPartition(topic: context.names.receipts(partition.lane), partition: partition.partition)
    }
}
