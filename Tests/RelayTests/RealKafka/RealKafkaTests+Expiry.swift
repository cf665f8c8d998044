import ApprovalContract
import FeishuSimulator
import Observability
import Testing

@testable import Relay

/// Receipts of approvals that nothing has happened to for long.
extension RealKafkaTests {
    private static let day: Int64 = 86_400_000

    /// Says in an approval's receipt that its last command was done so many days ago.
    private static func age(_ key: String, days: Int64, _ harness: RealKafkaHarness) async throws {
        let written = try await harness.everything(in: harness.names.receipts(.instance))
        var receipt = try Receipt(reading: #require(written.last { $0.key == Array(key.utf8) }?.json))
        try #require(!receipt.entries.isEmpty)
        for index in receipt.entries.indices { receipt.entries[index].completed = WallClock.now() - days * day }
        try await harness.write(receipt, key, .instance)
    }

    @Test func aReceiptBeyondItsRetentionIsRemovedAndAYoungerOneStays() async throws {
        try await RealKafkaHarness.run("expiry") {
            $0.execute.receiptRetention = .seconds(30 * 86_400)
        } _: { harness in
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            for key in ["OLD", "YOUNG"] { try await harness.publish(Self.update(key, id: key), key: key) }
            _ = try await harness.answers(3)
            await first.stop()
            try await Self.age("default:OLD", days: 31, harness)
            try await Self.age("default:YOUNG", days: 29, harness)

            let registry = MetricsRegistry()
            try await harness.startRelay(registry)
            let topic = harness.names.receipts(.instance)
            let old = Array("default:OLD".utf8)
            let receipts = try await harness.records(of: topic) { items in
                items.contains { $0.key == old && $0.value == nil }
            }
            #expect(receipts.last { $0.key == old }?.header(ReceiptClaim.header) != nil)
            let metrics = [
                "approval_relay_expired_receipts_total 1",
                // The younger one's and the definition's.
                "approval_relay_receipts{stage=\"execute\"} 2",
            ]
            try await harness.until { metrics.allSatisfy(registry.text().contains) }

            // What is forgotten is done again, what is known isn't.
            for key in ["OLD", "YOUNG"] { try await harness.publish(Self.update(key, id: key), key: key) }
            _ = try await harness.answers(5)
            let syncs = harness.simulator.journal().filter { $0.api == .instanceSync }.compactMap(\.keys.instanceID)
            #expect(syncs.count { $0 == "OLD" } == 2)
            #expect(syncs.count { $0 == "YOUNG" } == 1)
            let young = try await harness.everything(in: topic).filter { $0.key == Array("default:YOUNG".utf8) }
            #expect(young.allSatisfy { $0.value != nil })
        }
    }
}
