import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Observability
import Testing

@testable import Relay

/// Receipts that a newer build wrote.
extension RealKafkaTests {
    /// A newer receipt stops its partition alone, until it has been replaced by one that can be read.
    @Test func aReceiptOfANewerFormatStopsItsPartitionAlone() async throws {
        try await RealKafkaHarness.run("newer", partitions: 2) { harness in
            let topic = harness.names.receipts(.instance)
            let keys = (0..<100).map { "N-\($0)" }
            let stopped = try #require(keys.first { harness.partition(of: "default:" + $0) == 0 })
            let other = try #require(keys.first { harness.partition(of: "default:" + $0) == 1 })
            let receipt = "{\"v\":2,\"incarnation\":\"newer.1\",\"through\":0,\"entries\":[]}"
            try await harness.write(Array(receipt.utf8), "default:" + stopped, .instance)

            let note = "format of \(topic)/0"
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(Self.update(stopped, id: "n-1"), key: stopped)
            let commands = harness.names.commands(.instance, .live)
            _ = try await harness.records(of: commands) { $0.contains { $0.partition == 0 } }
            for number in 2...4 {
                try await harness.publish(
                    Self.update(other, id: "n-\(number)", version: Int64(number)), key: other)
            }
            let answers = try await harness.answers(4)
            #expect(answers.allSatisfy { $0.isDone && $0.eventID != "n-1" })
            let syncs = harness.simulator.journal().filter { $0.api == .instanceSync }.compactMap(\.keys.instanceID)
            #expect(Set(syncs) == [other])
            #expect(!first.readiness.isReady)
            let check = try #require(first.readiness.all.first { $0.name == note }?.check)
            #expect(!check.isReady)
            #expect(check.detail.contains("format 2") && check.detail.contains("Upgrade"), "\(check.detail)")
            #expect(!first.readiness.all.contains { $0.name == "format of \(topic)/1" })
            let errors = harness.log.records.filter { $0.message == "partition stopped at a receipt of a newer format" }
            #expect(errors.count == 1)
            #expect(errors.allSatisfy { $0.level == .error && $0[LogField.partition] == 0 })
            await first.stop()
            #expect(!first.readiness.all.contains { $0.name == note })

            // The newer build takes the partition up and writes the receipt in the format of this one.
            let claim = ReceiptClaim(id: "newer.2", at: WallClock.now())
            var writer = JSONWriter()
            claim.write(to: &writer)
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(topic: topic, partition: 0, key: Array(claim.key.utf8), value: writer.bytes()))
            try await harness.write(Receipt(incarnation: claim.id), "default:" + stopped, .instance)
            let second = try await harness.startRelay()
            let all = try await harness.records(of: harness.names.results) { $0.contains { $0.eventID == "n-1" } }
            #expect(all.filter { $0.eventID == "n-1" }.allSatisfy { $0.outcome == "applied" })
            try await harness.until { second.readiness.isReady }
        }
    }
}
