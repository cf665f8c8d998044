import ApprovalContract
import Delivery
import Kafka
import Observability

/// Commands that can't go on for long are set aside in the parked topic, with all of their key behind them, so that they don't fill the
/// window of others; they are read again from there, by the owner of their lane's partition (``ParkedCommands``).
extension ExecuteStage {
    /// Whether a command that would wait for what may take long is to be parked instead.
    ///
    /// - Parameter waiting: how many wait for the same already.
    func parks(_ work: WorkTicket, behind waiting: Int, _ reason: ParkingReason) -> Bool {
        // One that was parked would come back to its place behind the others.
        guard work.parked == nil, work.offset >= 0, waiting >= context.settings.execute.parkBeyond else { return false }
        work.setAside(reason)
        return true
    }

    /// Whether calls that a hold keeps back are parked. Where nothing else could pass, that would only move them.
    func isParkedFor(_ gate: Gate) -> Bool {
        guard gate.gate.isHeldByGroup, let subject = holds.subject(gate.key) else { return false }
        return holds.hasSeveralApps || !holds.board.isHeld(app: subject.app, at: now)
    }

    // MARK: Reading

    /// A record of the parked topic: the command that it holds takes its place in its key's order.
    func receivedParked(_ record: ConsumerRecord, at now: Duration) {
        guard let owner = partitions[record.topicPartition], !owner.pauses.contains(.lanes) else { return }
        let found: Parking
        let lane: Lane
        do throws(ContractError) {
            found = try Parking(reading: { record.headers.text($0) })
            guard let known = lanes[found.topic] else {
                throw ContractError(
                    .malformed,
                    "The parked record is of the topic \(found.topic), which is none of this relay's lanes: "
                        + "\(lanes.keys.sorted().joined(separator: ", ")) (topics.prefix).")
            }
            lane = known
        } catch {
            guard let work = partitions.begin(record) else { return }
            work.owner.started += 1
            let job = Job(
                work: work, lane: .instance, key: LaneKey(lane: .instance, key: ""), isBulk: false, record: record,
                arrivedAt: now)
            if case .abandoned = setAside(job, unreadable: error) { gaveUp(work) }
            return
        }
        guard let work = partitions.begin(record, time: found.timestamp) else { return }
        let place = ParkedPlace(key: ParkedKey(topic: found.topic, key: record.key), offset: found.offset)
        let original = ConsumerRecord(
            topic: found.topic, partition: record.partition, offset: found.offset,
            timestampMilliseconds: found.timestamp, key: record.key.map { Array($0) },
            value: record.value.map { Array($0) },
            headers: Parking.originalHeaders(record.fields).map { RecordHeader($0) })
        var job = Job(
            work: work, lane: lane, key: laneKey(lane, original), isBulk: bulkTopics.contains(found.topic),
            record: original, arrivedAt: now)
        job.parking = found
        work.parked = place
        work.waitsSince = found.waitsSince
        parking.waiting[record.partition, default: FIFO()].append(job)
        enterParked(record.partition)
    }

    /// What was read of the parked topic takes its place, in order, as far as the lanes are read.
    private func enterParked(_ partition: Int32) {
        while let job = parking.waiting[partition]?.first {
            guard job.work.owner.isOpen, let place = job.work.parked, job.work.reasonToSetAside == nil else {
                _ = parking.waiting[partition]?.popFirst()
                if let reason = job.work.reasonToSetAside { parkUnstarted(job, reason) }
                continue
            }
            let lane = TopicPartition(topic: job.record.topic, partition: partition)
            let end = max(partitions[lane]?.ledger.end ?? 0, parking.floors[lane] ?? 0)
            let turn = parking.turn(ofParked: partition, place, laneEnd: end)
            if turn == .wait { return }
            _ = parking.waiting[partition]?.popFirst()
            switch turn {
            case .repeated:
                job.work.parked = nil
                pass(job.work)
            case .follow: parkUnstarted(job, .keyOrder)
            default: enter(job)
            }
        }
        parking.waiting[partition] = nil
    }

    /// The lanes were read further.
    func enterParked() {
        for partition in Array(parking.waiting.keys) { enterParked(partition) }
    }

    /// The record's command stands elsewhere too, or is on its way there.
    func pass(_ work: WorkTicket) {
        work.owner.started += 1
        outputs.seal(work)
    }

    // MARK: Setting aside

    /// Gives up what is under way for a command, whose task then parks it (``park(_:_:)``); or parks it at once if it only waits for its
    /// turn.
    func setAside(_ work: WorkTicket, _ reason: ParkingReason) {
        // What stands for no record stays.
        guard work.mayGoOn, !work.isDone, work.offset >= 0 else { return }
        work.setAside(reason)
        var isAsleep = false
        suspensions.abort { sleeper in
            let matches = sleeper === work || (work.turn != nil && sleeper.turn === work.turn)
            isAsleep = isAsleep || matches
            return matches
        }
        guard !isAsleep else { return }
        // Behind others of its key: those behind it follow.
        var first: Job?
        let jobs = scheduler.remove { job in
            if job.work === work { first = job }
            return first.map { $0.key == job.key && $0.isBulk == job.isBulk && !job.isRepair } ?? false
        }
        for job in jobs { parkUnstarted(job, job.work === work ? reason : .keyOrder) }
    }

    /// Parks what a task has given up, and all behind it of the same key and topic.
    ///
    /// - Parameter jobs: in order; started, and of a key that runs.
    func park(_ jobs: [Job], _ reason: ParkingReason) async {
        for job in jobs {
            guard await mayAnswer(job.work), job.work.owner.isOpen else {
                for job in jobs { gaveUp(job.work) }
                return
            }
        }
        guard let first = jobs.first else { return }
        for (index, job) in jobs.enumerated() { writeParked(job, index == 0 ? reason : .keyOrder) }
        for job in scheduler.takeFollowing(first.key, while: { _ in true }) {
            if job.isRepair {
                scheduler.add(job, key: job.key)
            } else {
                parkUnstarted(job, .keyOrder)
            }
        }
    }

    /// Parks a command whose turn hasn't come.
    func parkUnstarted(_ job: Job, _ reason: ParkingReason) {
        guard job.work.owner.isOpen else { return }
        job.work.owner.started += 1
        writeParked(job, reason)
    }

    private func writeParked(_ job: Job, _ reason: ParkingReason) {
        let now = WallClock.now()
        let record = job.record
        let place = ParkedPlace(key: ParkedKey(topic: record.topic, key: record.key), offset: record.offset)
        let headers = Parking(
            reason: reason, topic: record.topic, offset: record.offset, timestamp: record.timestampMilliseconds,
            since: job.parking?.since ?? now, waitsSince: job.work.waitsSince,
            times: min((job.parking?.times ?? 0) + 1, 1_000_000))
        job.work.parked = nil
        parking.parked(record.partition, place)
        outputs.send(
            OutputRecord(
                topic: context.names.parked, partition: record.partition, key: record.key.map { Array($0) },
                value: record.value.map { Array($0) },
                headers: headers.headers(after: record.fields).map { RecordHeader($0) }, purpose: .parked,
                work: job.work))
        outputs.seal(job.work)
        context.metrics.parkedTotal.with(reason.rawValue).increment()
        if reason != .keyOrder {
            log.once(
                key: "parked \(reason.rawValue)", .warning,
                "commands are set aside in the parked topic, and go on from there by themselves",
                state: "parking",
                [
                    "reason": .string(reason.rawValue), LogField.key: .string(job.key.key),
                    LogField.topic: .string(record.topic), LogField.partition: .int(record.partition),
                    LogField.offset: .int(record.offset),
                ])
        }
    }

    // MARK: Watching

    /// Looks for what keeps partitions from going on; once a second.
    func watchParking() {
        for owner in partitions.owned where owner.isOpen && !owner.pauses.contains(.format) {
            let oldest = owner.oldest()
            let tracked = owner.ledger.trackedCount
            let found = owner.headOfLine.look(
                lowest: oldest?.offset, tracked: tracked, done: tracked - owner.ledger.unfinishedCount)
            if found != nil, let oldest { setAside(oldest, .headOfLine) }
        }
        makeRoom()
        let count = parking.count
        context.metrics.parked.set(count)
        guard count != reportedParked else { return }
        reportedParked = count
        if count > 0 {
            context.readiness.set("parked", isReady: true, "\(count) commands are parked (\(context.names.parked))")
        } else {
            context.readiness.remove("parked")
            for reason in ParkingReason.allCases {
                log.recovered(key: "parked \(reason.rawValue)", "no command is parked any more")
            }
        }
    }

    /// Sets aside commands that wait for long where they fill what may be taken in.
    private func makeRoom() {
        let isFull = partitions.owned.contains { isLane($0) && $0.pauses.contains(.window) }
        let isParkedFull = partitions.owned.contains { !isLane($0) && $0.pauses.contains(.window) }
        let isNearBound = partitions.owned.contains { $0.pauses.contains(.map) }
        if !isParkedFull { parking.fullSince = nil }
        let since = parking.fullSince ?? now
        if isParkedFull { parking.fullSince = since }
        let turnsRound = isParkedFull && now - since >= context.settings.execute.parkRound
        guard isFull || isNearBound || turnsRound else { return }
        if turnsRound { parking.fullSince = nil }
        for gate in openGates where isParkedFor(gate) {
            var left = 0
            for waiter in gate.line.waiters {
                let key = LaneKey(lane: waiter.lane, key: "\(gate.key.app):\(waiter.key)")
                guard let work = suspensions.work(waiter.id) else { continue }
                let count = 1 + scheduler.queuedCount(of: key)
                let isTooMany = isLane(work.owner) && isFull && left + count > context.settings.execute.parkBeyond
                if isTooMany || work.owner.pauses.contains(.map) || (turnsRound && !isLane(work.owner)) {
                    setAside(work, .held)
                } else if isLane(work.owner) {
                    left += count
                }
            }
            gate.line.remove { !suspensions.isWaiting($0.id) }
        }
        guard turnsRound || isNearBound else { return }
        for id in definitions.waiters + holds.credit.waiters {
            guard let work = suspensions.work(id),
                work.owner.pauses.contains(.map) || (turnsRound && !isLane(work.owner))
            else { continue }
            setAside(work, work.waitsSince == nil ? .deadLetterCredit : .definitionUnknown)
        }
        holds.credit.removeWaiters { !suspensions.isWaiting($0) }
    }

    /// Whether a partition holds commands of a lane's partition, parked ones too.
    func goesWith(_ partition: LanePartition, _ owner: OwnedPartition) -> Bool {
        lanePartition(owner.id) == partition || (!isLane(owner) && owner.id.partition == partition.partition)
    }

    private func isLane(_ owner: OwnedPartition) -> Bool { owner.id.topic != context.names.parked }

    // MARK: Taking up

    /// Reads which commands of these partitions are parked, before any is carried out.
    ///
    /// - Parameter starts: what is committed.
    /// - Returns: false when another rebalance came meanwhile.
    func takeUpParked(
        _ new: [TopicPartition], _ starts: [TopicPartition: CommittedStarts.Start], _ generation: Int,
        _ consumer: ConsumerControl
    ) async -> Bool {
        let topic = context.names.parked
        let numbers = Set(new.filter { $0.topic != topic }.map(\.partition))
        // Only a rolling update of a build that doesn't know the topic gives it to another than its lanes.
        let orphans = new.filter { $0.topic == topic && !numbers.contains($0.partition) }
        consumer.pause(partitions.setPause(.lanes, true, orphans.compactMap { partitions[$0] }))
        let wanted = numbers.map { TopicPartition(topic: topic, partition: $0) }
        let missing = wanted.filter { starts[$0] == nil }
        guard
            let others = await CommittedStarts.read(
                missing, from: consumer, log: log, errors: context.kafkaErrors, stage: "execute",
                isWanted: { generation == self.generation })
        else { return false }
        let known = starts.merging(others) { first, _ in first }
        while generation == self.generation {
            do {
                var goals: [TopicPartition: ParkedScan.Goal] = [:]
                for partition in wanted {
                    let ends = try await consumer.watermarks(partition)
                    guard generation == self.generation else { return false }
                    let start = max(known[partition]?.position ?? ends.low, ends.low)
                    parking.install(partition.partition, ParkedCommands())
                    guard start < ends.high else { continue }
                    for lane in new where lane.partition == partition.partition && lane.topic != topic {
                        let low = try await consumer.watermarks(lane).low
                        guard generation == self.generation else { return false }
                        parking.floors[lane] = low
                    }
                    goals[partition] = ParkedScan.Goal(
                        start: .offset(start), end: ends.high, finished: known[partition]?.finished ?? [])
                }
                guard !goals.isEmpty else { return true }
                let errors = context.kafkaErrors
                var options = ConsumerOptions()
                options.givesMemoryBack = true
                let found = try await ParkedScan.read(
                    goals, properties: context.readerProperties, options: options,
                    onError: { errors.report($0, stage: "parked") })
                guard generation == self.generation else { return false }
                for (partition, commands) in found { parking.install(partition.partition, commands) }
                log.recovered(key: "read parked", "the parked topic can be read")
                return true
            } catch {
                let text = (error as? KafkaError)?.description ?? "\(error)"
                log.once(
                    key: "read parked", .error, "the parked topic can't be read; trying again", state: text,
                    [LogField.error: .string(text)])
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        return false
    }
}
