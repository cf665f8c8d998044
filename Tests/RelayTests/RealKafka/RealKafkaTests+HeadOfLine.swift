import FeishuSimulator
import Kafka
import Testing

@testable import Relay

/// A record that alone holds back its partition.
extension RealKafkaTests {
    /// One command waits for its definition, and so many others of its partition are done that no more could be taken in. It is parked,
    /// and what comes of its key behind it follows.
    @Test func oneCommandThatWaitsDoesNotKeepItsPartitionFromGoingOn() async throws {
        func wait(_ configuration: inout RelayConfiguration) { configuration.execute.definitionWait = .seconds(3600) }
        try await RealKafkaHarness.run("head-of-line", partitions: 1, change: wait(_:)) { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            _ = try await harness.answers(1)
            for number in 0..<2 {
                try await harness.publish(ParkingTests.update("STUCK", number, code: "later"), key: "k")
            }
            let count = 17_000
            for number in 0..<count {
                let text = ParkingTests.update("EXP-\(number % 100)", number / 100)
                let record = ProducerRecord(topic: harness.events, key: Array("k".utf8), value: Array(text.utf8))
                while (try? harness.producer.send(record, tag: 1)) == nil {
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            let records = try await harness.records(of: harness.names.parked) { $0.count >= 2 }
            #expect(records.compactMap { $0.header("approval-parked-reason") } == ["head_of_line", "key_order"])
            #expect(records.compactMap { $0.header("approval-parked-waits-since") }.count == 1)
            try await harness.publish(SampleEvents.definition("later", id: "def-later"), key: "later")
            _ = try await harness.answers(count + 4)
            #expect(harness.simulator.state().instance("STUCK")?.tasks.count == 2)
        }
    }
}
