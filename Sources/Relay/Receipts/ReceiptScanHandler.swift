import JSON
import Kafka

/// Folds what a scan reads, on its consumer's thread, until each partition's goal is reached.
final class ReceiptScanHandler: ConsumerHandler {
    typealias Message = Never
    typealias Done = @Sendable (Result<[TopicPartition: ReceiptFindings], KafkaError>) -> Void

    private let goals: [TopicPartition: ReceiptScan.Goal]
    private var findings: [TopicPartition: ReceiptFindings]
    private var missing: Set<TopicPartition>
    private let parser = JSONParser(
        limits: JSONLimits(maximumSize: 16 << 20, maximumDepth: 16), refusesDuplicateKeys: false)
    private let onError: @Sendable (KafkaError) -> Void
    private let done: Done

    init(
        _ goals: [TopicPartition: ReceiptScan.Goal], onError: @escaping @Sendable (KafkaError) -> Void,
        done: @escaping Done
    ) {
        self.goals = goals
        findings = goals.mapValues { ReceiptFindings(claim: $0.claim) }
        missing = Set(goals.keys)
        self.onError = onError
        self.done = done
    }

    func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
        switch event {
        case .records(let batch):
            for record in batch { take(record) }
            finishIfDone()
        case .endOfPartition(let partition, let offset):
            // The goal's record may have been compacted away.
            if let goal = goals[partition], offset > goal.through { missing.remove(partition) }
            finishIfDone()
        case .error(let error): onError(error)
        case .fatal(let error): done(.failure(error))
        case .assigned(_, let generation): consumer.completeAssignment(generation: generation)
        case .revoked(_, let generation, _): consumer.completeRevoke(generation: generation)
        case .messages, .tick, .committed, .statistics, .closing: break
        }
    }

    private func take(_ record: ConsumerRecord) {
        let partition = record.topicPartition
        guard missing.contains(partition), let goal = goals[partition] else { return }
        if record.offset <= goal.through { findings[partition]?.take(record, parser: parser) }
        if record.offset >= goal.through { missing.remove(partition) }
    }

    private func finishIfDone() {
        guard missing.isEmpty else { return }
        done(.success(findings))
    }
}
