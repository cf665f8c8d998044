import Foundation
import Kafka
import Synchronization

/// Reads ranges of partitions of receipts, once, on threads of its own.
enum ReceiptScan {
    /// What is read of a partition.
    struct Goal: Sendable {
        var start: ManualAssignment.Start
        /// The last offset that must be read; it is there.
        var through: Int64
        /// The claim in force at the start.
        var claim: String?
    }

    /// Returns when all was read, or throws what keeps it from being read: a fatal error of the client, or the caller's cancellation.
    static func read(
        _ goals: [TopicPartition: Goal], properties: KafkaProperties, options: ConsumerOptions,
        onError: @escaping @Sendable (KafkaError) -> Void
    ) async throws -> [TopicPartition: ReceiptFindings] {
        let shares = split(goals, among: maximumReaders)
        return try await withThrowingTaskGroup(of: [TopicPartition: ReceiptFindings].self) { group in
            for share in shares {
                group.addTask {
                    try await readAlone(share, properties: properties, options: options, onError: onError)
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { $1 } }
        }
    }

    /// Understanding receipts takes longer than fetching them: a thread for each processor, but few, since each has connections and a queue
    /// of its own.
    static let maximumReaders = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), 3)

    /// Shares of about as many partitions each; partitions of one topic, which are about as long, go to different ones.
    static func split(
        _ goals: [TopicPartition: Goal], among count: Int
    ) -> [[TopicPartition: Goal]] {
        let ordered = goals.sorted { ($0.key.topic, $0.key.partition) < ($1.key.topic, $1.key.partition) }
        var shares = [[TopicPartition: Goal]](repeating: [:], count: min(max(count, 1), ordered.count))
        for (index, (partition, goal)) in ordered.enumerated() { shares[index % shares.count][partition] = goal }
        return shares
    }

    private static func readAlone(
        _ goals: [TopicPartition: Goal], properties: KafkaProperties, options: ConsumerOptions,
        onError: @escaping @Sendable (KafkaError) -> Void
    ) async throws -> [TopicPartition: ReceiptFindings] {
        let outcome = Outcome()
        let consumer = try KafkaConsumer(
            properties: properties, assignment: ManualAssignment(goals.mapValues(\.start)), options: options
        ) {
            ReceiptScanHandler(goals, onError: onError) { outcome.finish($0) }
        }
        let findings = await withTaskCancellationHandler {
            await outcome.wait()
        } onCancel: {
            outcome.finish(.failure(KafkaError(.destroyed, "the reading was cancelled")))
        }
        // Nobody waits for the thread to end.
        Task { await consumer.close(deadline: .milliseconds(500)) }
        return try findings.get()
    }

    /// Joins the consumer's thread to who waits.
    private final class Outcome: Sendable {
        typealias Findings = Result<[TopicPartition: ReceiptFindings], KafkaError>

        private struct State {
            var result: Findings?
            var waiter: CheckedContinuation<Findings, Never>?
        }

        private let state = Mutex(State())

        func finish(_ result: Findings) {
            let waiter = state.withLock { state -> CheckedContinuation<Findings, Never>? in
                guard state.result == nil else { return nil }
                state.result = result
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: result)
        }

        func wait() async -> Findings {
            await withCheckedContinuation { continuation in
                let known = state.withLock { state in
                    if state.result == nil { state.waiter = continuation }
                    return state.result
                }
                if let known { continuation.resume(returning: known) }
            }
        }
    }
}
