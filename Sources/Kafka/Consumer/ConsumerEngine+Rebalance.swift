import CRdKafka

extension ConsumerEngine {
    private var isCooperative: Bool {
        guard let text = unsafe rd_kafka_rebalance_protocol(client) else { return false }
        return unsafe String(cString: text) == "COOPERATIVE"
    }

    func rebalance(_ event: OpaquePointer) {
        let code = unsafe rd_kafka_event_error(event)
        let partitions = unsafe TopicPartitionList.read(rd_kafka_event_topic_partition_list(event)).map(\.partition)
        switch code {
        case RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS:
            flushRecords()
            let generation = tracker.assigned(partitions)
            // Somebody who closes doesn't begin anything.
            if closing != nil { return declineAssignment() }
            emit(.assigned(partitions, generation: generation))
        case RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS:
            // Work that nobody has begun isn't begun now.
            builder.removeRecords(of: Set(partitions))
            flushRecords()
            let lost = unsafe rd_kafka_assignment_lost(client) != 0
            // Given up before the group was asked to be left.
            let isKnown = closing != nil && tracker.owned.isEmpty
            let generation = tracker.revoked(partitions, lost: lost)
            if isKnown { return giveUp() }
            emit(.revoked(partitions, generation: generation, lost: lost))
        default:
            emit(.error(KafkaError(code, doing: "rebalancing")))
            unsafe rd_kafka_assign(client, nil)
        }
    }

    func completeAssignment(generation: Int, startingAt: [TopicPartition: Int64]?) {
        let cooperative = isCooperative
        guard let partitions = tracker.completeAssignment(generation, replacing: !cooperative) else { return }
        let list = TopicPartitionList(capacity: partitions.count)
        for partition in partitions {
            list.add(partition, offset: startingAt?[partition].map { max($0, 0) })
        }
        take(list, cooperative: cooperative)
        // librdkafka keeps the pause of a partition that is given up, and never fetches from it again when it comes back, though all
        // else of it begins anew. Without a pause this does nothing.
        if !partitions.isEmpty {
            let error = unsafe rd_kafka_resume_partitions(client, list.pointer)
            if error != RD_KAFKA_RESP_ERR_NO_ERROR { report(KafkaError(error, doing: "taking up partitions")) }
        }
        paused.subtract(partitions)
    }

    private func take(_ list: borrowing TopicPartitionList, cooperative: Bool) {
        if cooperative {
            if let error = unsafe rd_kafka_incremental_assign(client, list.pointer) {
                report(unsafe KafkaError(consuming: error, doing: "taking up partitions"))
            }
        } else {
            let error = unsafe rd_kafka_assign(client, list.pointer)
            if error != RD_KAFKA_RESP_ERR_NO_ERROR { report(KafkaError(error, doing: "taking up partitions")) }
        }
    }

    /// Answers an assignment that came too late to be used. Without an answer the group can't be left.
    func declineAssignment() {
        guard let pending = tracker.pendingAssignment else { return }
        let cooperative = isCooperative
        _ = tracker.completeAssignment(pending.generation, replacing: !cooperative)
        // Cooperative: librdkafka wants the very list. It is revoked again at once.
        take(TopicPartitionList(cooperative ? pending.partitions : []), cooperative: cooperative)
    }

    func completeRevoke(generation: Int) {
        guard tracker.answerRevoke(generation) else { return }
        commitsAwaitedUntil = .now + options.commitGrace
        giveUpWhenCommitted()
    }

    /// Gives up the partitions of an answered revoke as soon as no commit is on its way.
    func giveUpWhenCommitted() {
        guard let pending = tracker.pendingRevoke, pending.isAnswered else { return }
        let awaited = commitsAwaitedUntil.map { ContinuousClock.now < $0 } ?? false
        if commits.isIdle || pending.isLost || !awaited { giveUp() }
    }

    func giveUp() {
        let cooperative = isCooperative
        guard let revoke = tracker.finishRevoke() else { return }
        commitsAwaitedUntil = nil
        paused.subtract(revoke.partitions)
        if revoke.isOwn { return }
        if cooperative {
            let list = TopicPartitionList(revoke.partitions)
            if let error = unsafe rd_kafka_incremental_unassign(client, list.pointer) {
                report(unsafe KafkaError(consuming: error, doing: "giving up partitions"))
            }
        } else {
            let error = unsafe rd_kafka_assign(client, nil)
            if error != RD_KAFKA_RESP_ERR_NO_ERROR { report(KafkaError(error, doing: "giving up partitions")) }
        }
    }

    /// A session may expire while the handler still drains: nothing tells but the flag.
    func noticeLoss() {
        guard tracker.pendingRevoke != nil, unsafe rd_kafka_assignment_lost(client) != 0,
            let revoke = tracker.lost()
        else { return }
        emit(.revoked(revoke.partitions, generation: revoke.generation, lost: true))
    }

    func pause(_ partitions: [TopicPartition]) {
        let new = partitions.filter { tracker.owned[$0] != nil && !paused.contains($0) }
        guard !new.isEmpty else { return }
        let list = TopicPartitionList(new)
        let error = unsafe rd_kafka_pause_partitions(client, list.pointer)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return report(KafkaError(error, doing: "pausing")) }
        paused.formUnion(new)
    }

    func resume(_ partitions: [TopicPartition]) {
        let old = partitions.filter { paused.contains($0) }
        guard !old.isEmpty else { return }
        let list = TopicPartitionList(old)
        let error = unsafe rd_kafka_resume_partitions(client, list.pointer)
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { return report(KafkaError(error, doing: "resuming")) }
        paused.subtract(old)
    }

    func report(_ error: KafkaError) {
        emit(error.isFatal ? .fatal(error) : .error(error))
    }
}
