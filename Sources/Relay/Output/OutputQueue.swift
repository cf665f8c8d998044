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
    /// Topics that refuse all records now: what comes for them is held.
    private var blocked: Set<String> = []
    /// Topics that found a batch too large, and what is written to them: one record at a time.
    private var single: [String: FIFO] = [:]
    /// Topics with records that failed and are not written yet: how many, and what was said last.
    private var troubled: [String: (count: Int, error: KafkaError)] = [:]

    /// The records of one topic that go out alone.
    private struct FIFO {
        var records: [OutputRecord]
        var isSending = false
    }

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
        self.producer = producer
        self.verdict = verdict
        self.acknowledged = acknowledged
        self.handedOver = handedOver
        self.placed = placed
    }

    /// Records that the producer has not taken.
    var backlog: Int {
        waiting.count - waitingHead + held.count
            + (single.isEmpty ? 0 : single.values.reduce(0) { $0 + $1.records.count })
    }

    var isEmpty: Bool { backlog == 0 && inFlight.isEmpty }

    /// Topics with records that they refuse, and what was said last.
    var refusals: [String: KafkaError] { troubled.mapValues(\.error) }

    /// Records that were refused and are not written yet, also while they are being tried again.
    var refusedCount: Int { troubled.values.reduce(0) { $0 + $1.count } }

    func send(_ record: OutputRecord) {
        record.work.unacknowledged += 1
        waiting.append(record)
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
            if blocked.contains(record.topic) {
                waitingHead += 1
                held.append(record)
                continue
            }
            if record.isTooLarge || (!single.isEmpty && single[record.topic] != nil) {
                waitingHead += 1
                single[record.topic, default: FIFO(records: [])].records.append(record)
                continue
            }
            if case .full = handOver(record) { break }
            waitingHead += 1
        }
        if waitingHead == waiting.count {
            waiting.removeAll(keepingCapacity: waiting.capacity <= 4096)
            waitingHead = 0
        } else if waitingHead >= 1024 {
            waiting.removeFirst(waitingHead)
            waitingHead = 0
        }
        if !single.isEmpty { sendSingles() }
    }

    private enum HandOver {
        case taken
        case full
        case refused
    }

    private func handOver(_ record: OutputRecord) -> HandOver {
        let tag = nextTag
        do throws(KafkaError) {
            try producer.send(record.producerRecord, tag: tag)
        } catch {
            if error.code == .queueFull { return .full }
            // Refused by itself: no other record was with it.
            failed(record, error, isAlone: true)
            return .refused
        }
        nextTag += 1
        record.handOver()
        handedOver?(record)
        inFlight[tag] = record
        return .taken
    }

    func delivered(_ deliveries: [Delivery]) {
        for delivery in deliveries {
            guard let record = inFlight.removeValue(forKey: delivery.tag) else { continue }
            placed?(record, delivery.error == nil ? delivery.offset : nil)
            let isAlone = record.isAlone
            if isAlone { single[record.topic]?.isSending = false }
            if let error = delivery.error {
                record.takeBack(delivery.returned)
                failed(record, error, isAlone: isAlone)
            } else {
                if !blocked.isEmpty { blocked.remove(record.topic) }
                recovered(record)
                arrived(record.work)
            }
        }
        flush()
    }

    /// Tries again what is held, in its order.
    func retryHeld() {
        blocked.removeAll()
        guard !held.isEmpty else { return }
        let again = held
        held = []
        waiting = again + waiting[waitingHead...]
        waitingHead = 0
        flush()
    }

    /// Forgets what is not in Kafka yet of works that match; what the producer has may still be written.
    func abandon(where matches: (WorkTicket) -> Bool) {
        func keeps(_ record: OutputRecord) -> Bool {
            guard matches(record.work) else { return true }
            recovered(record)
            return false
        }
        waiting = waiting[waitingHead...].filter(keeps)
        waitingHead = 0
        held = held.filter(keeps)
        for (topic, line) in single { single[topic]?.records = line.records.filter(keeps) }
    }

    // MARK: Failures

    /// A broker judges a batch by its size, librdkafka fills batches without knowing the topic's bound, and all records of a batch that
    /// is too large are refused alike. So they are tried again one by one; only one that is refused alone is too large itself.
    private func sendSingles() {
        for topic in Array(single.keys) {
            guard let line = single[topic], !line.isSending else { continue }
            guard let record = line.records.first else {
                single[topic] = nil
                continue
            }
            guard !inFlight.values.contains(where: { $0.topic == topic }) else { continue }
            single[topic]?.records.removeFirst()
            record.isAlone = true
            switch handOver(record) {
            case .taken: single[topic]?.isSending = true
            case .refused: break
            case .full:
                record.isAlone = false
                single[topic]?.records.insert(record, at: 0)
            }
        }
    }

    private func failed(_ record: OutputRecord, _ error: KafkaError, isAlone: Bool) {
        record.isAlone = false
        if ChaosHooks.has(.dropDeadLetterError), record.purpose == .deadLetter { return arrived(record.work) }
        if error.isOfTheRecord, !isAlone {
            single[record.topic, default: FIFO(records: [])].records.append(record)
            return
        }
        switch verdict(record, error) {
        case .hold:
            if !record.isHeldBack { troubled[record.topic, default: (0, error)].count += 1 }
            troubled[record.topic]?.error = error
            record.isHeldBack = true
            record.isTooLarge = error.isOfTheRecord
            // One that is too large says nothing of the others. But receipts of a key must keep their order.
            if !error.isOfTheRecord || record.purpose == .receipt { blocked.insert(record.topic) }
            held.append(record)
        case .replace(let other):
            recovered(record)
            waiting.append(other)
        }
    }

    /// The record is no trouble any more.
    private func recovered(_ record: OutputRecord) {
        guard record.isHeldBack else { return }
        record.isHeldBack = false
        guard let (count, error) = troubled[record.topic] else { return }
        troubled[record.topic] = count > 1 ? (count - 1, error) : nil
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
