import CRdKafka

extension ConsumerEngine {
    /// Part of the time to close in that is left for leaving the group, once the handler's drain is cut short.
    private static let leavingTime: Duration = .seconds(1)

    var isFinished: Bool { closing.map { $0.isClosed || $0.isAbandoned } ?? false }

    /// Announces the close; librdkafka is asked for it in ``advanceClose(at:)``, after the handler has heard of it.
    func close(by deadline: ContinuousClock.Instant) {
        if let known = closing?.deadline {
            closing?.deadline = min(known, deadline)
        } else {
            flushRecords()
            closing = Closing(deadline: deadline)
            emit(.closing)
        }
    }

    func advanceClose(at now: ContinuousClock.Instant) {
        guard let closing, !isFinished else { return }
        if !closing.isAsked {
            guard hasGivenUp(at: now, before: closing.deadline - Self.leavingTime) else { return }
            self.closing?.isAsked = true
            if let error = unsafe rd_kafka_consumer_close_queue(client, queue) {
                report(unsafe KafkaError(consuming: error, doing: "closing"))
                self.closing?.isClosed = true
            }
            return
        }
        if unsafe rd_kafka_consumer_closed(client) != 0 {
            self.closing?.isClosed = true
        } else if now >= closing.deadline {
            self.closing?.isAbandoned = true
        } else if now >= closing.deadline - Self.leavingTime, tracker.pendingRevoke != nil {
            giveUp()
        }
    }

    /// Has the handler give up all partitions, and says when it has, or when the time for it is over.
    ///
    /// librdkafka (2.0.2) doesn't wait for the answer to a revoke that is on its way, or in the queue, when it is asked to
    /// close: it leaves the group at once, and the next owner begins where the last commit but one ended. So nothing is
    /// owned any more when it is asked.
    private func hasGivenUp(at now: ContinuousClock.Instant, before deadline: ContinuousClock.Instant) -> Bool {
        declineAssignment()
        if isManual || tracker.owned.isEmpty { return true }
        guard now < deadline else {
            giveUp()
            return true
        }
        if tracker.pendingRevoke == nil {
            let partitions = tracker.owned.keys.sorted()
            pause(partitions)
            emit(.revoked(partitions, generation: tracker.revoked(partitions, lost: false, isOwn: true), lost: false))
        }
        return false
    }

    /// When ``advanceClose(at:)`` has to be called next.
    func nextDeadline(before other: ContinuousClock.Instant) -> ContinuousClock.Instant {
        guard let closing else { return other }
        // Nothing wakes the queue when the close is through.
        let isWaiting = closing.isAsked || tracker.pendingRevoke != nil
        return min(other, closing.deadline, .now + .milliseconds(isWaiting ? 10 : 0))
    }
}
