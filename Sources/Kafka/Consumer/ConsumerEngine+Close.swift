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
            self.closing?.isAsked = true
            declineAssignment()
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

    /// When ``advanceClose(at:)`` has to be called next.
    func nextDeadline(before other: ContinuousClock.Instant) -> ContinuousClock.Instant {
        guard let closing else { return other }
        // Nothing wakes the queue when the close is through.
        return min(other, closing.deadline, .now + .milliseconds(closing.isAsked ? 10 : 0))
    }
}
