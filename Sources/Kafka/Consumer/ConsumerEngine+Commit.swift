import CRdKafka

extension ConsumerEngine {
    func commit(_ offsets: [TopicPartition: CommitOffset], generation: Int) {
        var refused: [TopicPartition: CommitPipeline.Request] = [:]
        for (partition, offset) in offsets {
            if !isManual, tracker.accepts(partition, generation: generation) {
                commits.add(offset, for: partition, generation: generation)
            } else {
                refused[partition] = CommitPipeline.Request(offset: offset, generation: generation)
            }
        }
        refuse(refused)
        sendCommits()
    }

    func sendCommits() {
        var refused: [TopicPartition: CommitPipeline.Request] = [:]
        // The filter stands here, at the call, since the assignment may have changed while the requests waited.
        let batch = commits.next(at: .now, refused: &refused) { tracker.maySend($0, generation: $1) }
        refuse(refused)
        guard let batch else { return }
        let list = TopicPartitionList(capacity: batch.requests.count)
        for (partition, request) in batch.requests {
            list.add(partition, offset: request.offset.offset, metadata: request.offset.metadata)
        }
        let opaque = unsafe UnsafeMutableRawPointer(bitPattern: batch.serial)
        let error = unsafe rd_kafka_commit_queue(client, list.pointer, queue, nil, opaque)
        if error != RD_KAFKA_RESP_ERR_NO_ERROR {
            finish(batch.serial, error: KafkaError(error, doing: "committing"), errors: [:])
        }
    }

    func committed(_ event: OpaquePointer) {
        flushRecords()
        let code = unsafe rd_kafka_event_error(event)
        let serial = unsafe UInt(bitPattern: rd_kafka_event_opaque(event))
        var errors: [TopicPartition: KafkaError] = [:]
        for element in unsafe TopicPartitionList.read(rd_kafka_event_topic_partition_list(event)) {
            if let error = element.error { errors[element.partition] = error }
        }
        let error = code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(code, doing: "committing")
        finish(serial, error: error, errors: errors)
        sendCommits()
        giveUpWhenCommitted()
    }

    private func finish(_ serial: UInt, error: KafkaError?, errors: [TopicPartition: KafkaError]) {
        guard let batch = commits.completed(serial) else { return }
        if error == nil, errors.isEmpty { shared.succeeded() }
        let offsets = batch.requests.map { partition, request in
            (partition, CommitResult.Outcome(offset: request.offset.offset, error: errors[partition] ?? error))
        }
        emit(
            .committed(
                CommitResult(
                    offsets: Dictionary(uniqueKeysWithValues: offsets), generation: batch.generation, error: error,
                    sentAt: batch.sentAt)))
    }

    private func refuse(_ requests: [TopicPartition: CommitPipeline.Request]) {
        guard !requests.isEmpty else { return }
        let error =
            isManual
            ? KafkaError(.state, "a manual assignment has no group to commit to")
            : KafkaError(.illegalGeneration, "not committed: the partition was given up or given anew meanwhile")
        let offsets = requests.map { partition, request in
            (partition, CommitResult.Outcome(offset: request.offset.offset, error: error))
        }
        emit(
            .committed(
                CommitResult(
                    offsets: Dictionary(uniqueKeysWithValues: offsets),
                    generation: requests.values.map(\.generation).max() ?? 0, error: error, sentAt: .now)))
    }
}
