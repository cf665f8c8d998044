import Kafka
import Observability

/// What a stage writes, in order, with nothing lost: a full producer makes it wait here, a record that could not be
/// written is tried again until it can be, or is replaced by what the stage says.
///
/// Confined to the stage's thread; never blocks it.
final class OutputQueue {
    /// What to do with a record that Kafka did not take.
    enum Verdict {
        /// Try again later; its topic counts as blocked until then.
        case hold
        /// Write this instead, now.
        case replace(OutputRecord)
    }

    private let producer: KafkaProducer
    private let verdict: (OutputRecord, KafkaError) -> Verdict
    private let acknowledged: (WorkTicket) -> Void
    private let handedOver: ((OutputRecord) -> Void)?
    private let placed: ((OutputRecord, Int64?) -> Void)?
    private var waiting: [OutputRecord] = []
    private var waitingHead = 0
    private var held: [OutputRecord] = []
    private var inFlight: [UInt64: OutputRecord] = [:]
    private var nextTag: UInt64 = 1
    private var isGathering = false
    /// Well below what counts as a backlog: that is for records which the producer has no room for.
    private static let largestGathering = 500
    /// Topics that refuse records now, with what they said.
    private(set) var blocked: [String: KafkaError] = [:]
    /// Topics that refuse single records.
    private var oversized: [String: KafkaError] = [:]

    /// All topics that something waits for, with what they said.
    var refusals: [String: KafkaError] { blocked.merging(oversized, uniquingKeysWith: { first, _ in first }) }

    /// - Parameters:
    ///   - verdict: asked for each record that failed for good.
    ///   - acknowledged: told each time a work's last output is in Kafka and it is sealed.
    ///   - handedOver: told of each record that the producer took.
    ///   - placed: told of each of those afterwards, with its offset (negative if the broker gave none), or `nil` if it wasn't written.
    init(
        producer: KafkaProducer, verdict: @escaping (OutputRecord, KafkaError) -> Verdict,
        acknowledged: @escaping (WorkTicket) -> Void, handedOver: ((OutputRecord) -> Void)? = nil,
        placed: ((OutputRecord, Int64?) -> Void)? = nil
    ) {
        self.handedOver = handedOver
        self.placed = placed
        self.producer = producer
        self.verdict = verdict
        self.acknowledged = acknowledged
    }

    /// Records that the producer has not taken.
    var backlog: Int { waiting.count - waitingHead + held.count }
    var isEmpty: Bool { backlog == 0 && inFlight.isEmpty }

    func send(_ record: OutputRecord) {
        record.work.unacknowledged += 1
        enqueue(record)
        if !isGathering || waiting.count - waitingHead >= Self.largestGathering { flush() }
    }

    /// Hands over what `body` writes when it is done: librdkafka sends a request for each partition that has waited as long as
    /// `linger.ms`, so that records that come together share their requests.
    func gather(_ body: () -> Void) {
        isGathering = true
        body()
        isGathering = false
        flush()
    }

    /// Says that nothing more will be written for the work.
    func seal(_ work: WorkTicket) {
        guard !work.isSealed else { return }
        work.isSealed = true
        if work.isDone { finish(work) }
    }

    /// Hands over what the producer has room for.
    func flush() {
        while waitingHead < waiting.count {
            let record = waiting[waitingHead]
            if blocked[record.topic] != nil {
                waitingHead += 1
                held.append(record)
                continue
            }
            let tag = nextTag
            do throws(KafkaError) {
                try producer.send(record.producerRecord, tag: tag)
            } catch {
                if error.code == .queueFull { break }
                waitingHead += 1
                failed(record, error)
                continue
            }
            nextTag += 1
            record.handOver()
            handedOver?(record)
            inFlight[tag] = record
            waitingHead += 1
        }
        if waitingHead == waiting.count {
            waiting.removeAll(keepingCapacity: waiting.capacity <= 4096)
            waitingHead = 0
        } else if waitingHead >= 1024 {
            waiting.removeFirst(waitingHead)
            waitingHead = 0
        }
    }

    func delivered(_ deliveries: [Delivery]) {
        for delivery in deliveries {
            guard let record = inFlight.removeValue(forKey: delivery.tag) else { continue }
            placed?(record, delivery.error == nil ? delivery.offset : nil)
            if let error = delivery.error {
                record.takeBack(delivery.returned)
                failed(record, error)
            } else {
                if !blocked.isEmpty { blocked[record.topic] = nil }
                arrived(record.work)
            }
        }
        flush()
    }

    /// Tries again what is held, in its order.
    func retryHeld() {
        blocked.removeAll()
        oversized.removeAll()
        guard !held.isEmpty else { return }
        let again = held
        held = []
        waiting = again + waiting[waitingHead...]
        waitingHead = 0
        flush()
    }

    /// Forgets what is not in Kafka yet of works that match; what the producer has may still be written.
    func abandon(where matches: (WorkTicket) -> Bool) {
        waiting = waiting[waitingHead...].filter { !matches($0.work) }
        waitingHead = 0
        held.removeAll { matches($0.work) }
    }

    private func enqueue(_ record: OutputRecord) {
        waiting.append(record)
    }

    private func failed(_ record: OutputRecord, _ error: KafkaError) {
        if ChaosHooks.has(.dropDeadLetterError), record.purpose == .deadLetter { return arrived(record.work) }
        switch verdict(record, error) {
        case .hold:
            // One that is too large says nothing of the others for its topic.
            // Receipts of a key must keep their order all the same.
            if error.isOfTheRecord, record.purpose != .receipt {
                oversized[record.topic] = error
            } else {
                blocked[record.topic] = error
            }
            held.append(record)
        case .replace(let other):
            enqueue(other)
        }
    }

    private func arrived(_ work: WorkTicket) {
        work.unacknowledged -= 1
        if work.unacknowledged == 0, let written = work.whenWritten {
            work.whenWritten = nil
            written()
        }
        if work.isDone { finish(work) }
    }

    private func finish(_ work: WorkTicket) {
        acknowledged(work)
        work.whenDone?()
        work.whenDone = nil
    }
}
