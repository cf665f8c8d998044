/// At most one commit on its way; what is asked for meanwhile waits and is merged, the newest offset of each partition.
struct CommitPipeline {
    struct Request {
        var offset: CommitOffset
        var generation: Int
    }

    struct Batch {
        var serial: UInt
        var requests: [TopicPartition: Request]
        var sentAt: ContinuousClock.Instant

        /// The highest generation in it.
        var generation: Int { requests.values.map(\.generation).max() ?? 0 }
    }

    private(set) var waiting: [TopicPartition: Request] = [:]
    private(set) var inFlight: Batch?
    private var lastSerial: UInt = 0

    var isIdle: Bool { inFlight == nil && waiting.isEmpty }

    /// Replaces what waits for the partition, unless that was asked for under a newer generation.
    mutating func add(_ offset: CommitOffset, for partition: TopicPartition, generation: Int) {
        if let before = waiting[partition], before.generation > generation { return }
        waiting[partition] = Request(offset: offset, generation: generation)
    }

    /// What to send now: everything that waits and `isCurrent`; what isn't goes to `refused`.
    mutating func next(
        at now: ContinuousClock.Instant, refused: inout [TopicPartition: Request],
        isCurrent: (TopicPartition, Int) -> Bool
    ) -> Batch? {
        guard inFlight == nil, !waiting.isEmpty else { return nil }
        var requests = waiting
        waiting = [:]
        for (partition, request) in requests where !isCurrent(partition, request.generation) {
            refused[partition] = request
            requests.removeValue(forKey: partition)
        }
        guard !requests.isEmpty else { return nil }
        lastSerial += 1
        let batch = Batch(serial: lastSerial, requests: requests, sentAt: now)
        inFlight = batch
        return batch
    }

    /// The answer to the commit on its way; nil when it is the answer to something else.
    mutating func completed(_ serial: UInt) -> Batch? {
        guard let batch = inFlight, batch.serial == serial else { return nil }
        inFlight = nil
        return batch
    }
}
