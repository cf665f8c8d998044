import ApprovalContract
import Delivery
import FeishuSimulator
import FeishuTypes
import Foundation
import JSON
import Kafka
import Testing

@testable import Relay

/// A command's failures are counted over the lives of the processes that call it.
extension RealKafkaTests {
    private static let refusal = Fault.Effect.answer(
        status: 400, code: 1_395_001, message: "There have been some errors. Please try again later")

    private func mark(_ harness: RealKafkaHarness, _ lane: Lane, atLeast attempts: Int) async throws -> RetryMark {
        let items = try await harness.records(of: harness.names.receipts(lane)) { items in
            items.contains { (Self.mark($0)?.attempts ?? 0) >= attempts }
        }
        return try #require(items.compactMap(Self.mark).max { $0.attempts < $1.attempts })
    }

    private static func mark(_ item: TopicCollector.Item) -> RetryMark? {
        item.json.flatMap { try? Receipt(reading: $0) }?.retry
    }

    private func calls(_ harness: RealKafkaHarness, _ api: SimulatedAPI) -> Int {
        harness.simulator.journal().count { $0.api == api }
    }

    /// Killed, so that nothing is said in parting.
    @Test func attemptsAndFirstFailureSurviveAKill() async throws {
        try await RealKafkaHarness.run("attempts") { harness in
            let retry = [
                "EXECUTE_RETRY_ATTEMPTS": "6", "EXECUTE_RETRY_BASE": "1s", "EXECUTE_RETRY_CAP": "1s",
                "KAFKA_SESSION_TIMEOUT": "6s", "SHUTDOWN_DRAIN": "4s", "FEISHU_REQUEST_TIMEOUT": "3s",
            ]
            let first = try RelayCommand.start(harness, more: retry)
            try await first.joined()
            try await harness.publishDefinition()
            _ = try await harness.answers(1)
            harness.simulator.inject(Fault(Self.refusal, apis: [.instanceSync]))
            try await harness.publish(Self.update("K-1", id: "k-1"), key: "K-1")
            let early = try await mark(harness, .instance, atLeast: 3)
            kill(first.pid, SIGKILL)
            _ = try await first.ended()
            // What was counted is in Kafka, but for a call that the kill may have come upon.
            let receipts = try await harness.everything(in: harness.names.receipts(.instance))
            let counted = try #require(receipts.compactMap(Self.mark).map(\.attempts).max())
            let uncounted = calls(harness, .instanceSync) - counted
            #expect((0...1).contains(uncounted))

            let second = try RelayCommand.start(harness, more: retry)
            let letter = try #require(try await harness.deadLetters(1).first)
            #expect(calls(harness, .instanceSync) == 6 + uncounted)
            #expect(letter.header("approval-dlq-reason") == "attempts_exhausted")
            #expect(letter.header("approval-dlq-attempts") == "6")
            #expect(letter.header("approval-dlq-first-failed-at") == RFC3339.string(early.firstFailedAt))
            // The definition may be answered a second time.
            let answers = try await harness.records(of: harness.names.results) { items in
                items.contains { $0.eventID == "k-1" }
            }
            #expect(answers.first { $0.eventID == "k-1" }?.json?["data"]?["attempts"]?.int64 == 6)
            // Nothing of it is left for the approval's next command.
            let last = try await harness.everything(in: harness.names.receipts(.instance)).last { $0.json != nil }
            #expect(last.flatMap(Self.mark) == nil)
            second.terminate()
            _ = try await second.ended()
        }
    }

    /// A sync that came while the relay was down doesn't join the one that had failed: that goes on with its own count, and the later
    /// one is none the worse for it.
    @Test func aLaterSyncDoesNotJoinOneThatHadFailed() async throws {
        try await RealKafkaHarness.run("attempts-joined", partitions: 1) { configuration in
            configuration.execute.retry.maximumAttempts = 5
            configuration.execute.retry.base = .milliseconds(500)
            configuration.execute.retry.cap = .milliseconds(500)
        } _: { harness in
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            _ = try await harness.answers(1)
            harness.simulator.inject(Fault(Self.refusal, apis: [.instanceSync], count: 5))
            try await harness.publish(Self.update("J-1", id: "j-1"), key: "J-1")
            _ = try await mark(harness, .instance, atLeast: 2)
            await first.stop()
            try await harness.publish(Self.update("J-1", id: "j-2", version: 1), key: "J-1")
            try await harness.startRelay()
            let answers = try await harness.answers(3)
            #expect(answers.first { $0.eventID == "j-1" }?.reason == "attempts_exhausted")
            #expect(answers.first { $0.eventID == "j-1" }?.json?["data"]?["attempts"]?.int64 == 5)
            #expect(answers.first { $0.eventID == "j-2" }?.outcome == "applied")
            #expect(answers.first { $0.eventID == "j-2" }?.json?["data"]?["attempts"]?.int64 == 1)
            #expect(calls(harness, .instanceSync) == 6)
        }
    }

    /// What succeeds at once costs no more than before: a receipt for each command.
    @Test func aSuccessAtOnceWritesOneReceipt() async throws {
        try await RealKafkaHarness.run("attempts-none", partitions: 1) { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(Self.update("O-1", id: "o-1"), key: "O-1")
            _ = try await harness.answers(2)
            let written = try await harness.everything(in: harness.names.receipts(.instance))
                .filter { $0.key.map { ReceiptClaim.id(inKey: $0) == nil } ?? false }
            #expect(written.count == 1)
            #expect(written.allSatisfy { Self.mark($0) == nil })
        }
    }
}
