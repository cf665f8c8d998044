import ApprovalContract
import FeishuSimulator
import Kafka
import Testing

@testable import Relay

extension RealKafkaTests {
    /// 10,000 events of 500 approvals through three processes, while one joins, one leaves and another joins.
    @Test func processesThatJoinAndLeaveAnswerEveryEventOnceAndInOrder() async throws {
        try await RealKafkaHarness.run("processes", partitions: 12) { configuration in
            // Work is always waiting when the groups are rebalanced.
            configuration.quota.perSecond = 600
        } _: { harness in
            let total = 10_000
            let keys = 500
            let first = try RelayCommand.start(harness)
            let second = try RelayCommand.start(harness)
            try await harness.publishDefinition()
            _ = try await harness.answers(1)

            let publishing = Task {
                for start in stride(from: 0, to: total, by: 250) {
                    if start > 2500 { _ = try await harness.answers(start - 2500) }
                    for number in start..<min(start + 250, total) {
                        let key = "P-\(number % keys)"
                        let text = Self.update(key, id: "p-\(number)", version: Int64(number / keys))
                        let record = ProducerRecord(
                            topic: harness.events, key: Array(key.utf8), value: Array(text.utf8))
                        try harness.producer.send(record, tag: UInt64(number))
                    }
                }
            }
            defer { publishing.cancel() }
            try await first.joined()
            try await second.joined()
            _ = try await harness.answers(1500)
            let third = try RelayCommand.start(harness)
            try await third.joined()
            _ = try await harness.answers(4000)
            first.terminate()
            let fourth = try RelayCommand.start(harness)
            let (status, _, errors) = try await first.ended()
            #expect(status == 0, "\(errors)")
            try await fourth.joined()
            try await publishing.value
            // Not a count of answers: one that came twice would stand for one that is missing.
            _ = try await harness.records(of: harness.names.results) { items in
                items.count > total && Set(items.compactMap(\.eventID)).count == 1 + total
            }
            for process in [second, third, fourth] { process.terminate() }
            var logs = "1:\n" + errors
            for (number, process) in [second, third, fourth].enumerated() {
                let (status, _, errors) = try await process.ended()
                #expect(status == 0, "\(errors)")
                logs += "\n\(number + 2):\n" + errors
            }

            let commands = try await harness.everything(in: harness.names.commands(.instance, .live))
            #expect(Set(commands.compactMap(\.id)).count == total)
            #expect(commands.count == total, "\(commands.count - total) commands were routed twice")
            let answers = try await harness.everything(in: harness.names.results)
            #expect(answers.allSatisfy { $0.isDone })
            let events = Set(answers.compactMap(\.eventID))
            #expect(events.count == 1 + total)
            #expect(answers.count == events.count, "\(answers.count - events.count) answers came twice")
            #expect(try await harness.everything(in: harness.names.deadLetters).isEmpty)
            // The definition is applied, too.
            Self.expectOrder(
                harness.simulator.journal(), syncs: answers.count { $0.outcome == "applied" } - 1, keys: keys,
                last: 1_772_328_600_000 + Int64(total / keys - 1), logs)
        }
    }

    /// Every call was applied, once, in the order of its key, up to the last sync of each.
    ///
    /// - Parameters:
    ///   - syncs: that were not superseded.
    ///   - last: the version of each key's last one.
    ///   - logs: of the processes, for when it isn't so.
    private static func expectOrder(
        _ journal: [JournalEntry], syncs: Int, keys: Int, last: Int64, _ logs: String
    ) {
        var versions: [String: Int64] = [:]
        var answered: [String: SimulatorInstant] = [:]
        var mistakes: [String] = []
        var count = 0
        for entry in journal where entry.api == .instanceSync {
            count += 1
            let key = entry.keys.instanceID ?? ""
            let version = entry.keys.version ?? -1
            if entry.outcome != .applied {
                mistakes.append("\(key) at \(version) was \(entry.outcome), received at \(entry.receivedAt)")
            }
            if let before = versions[key], version <= before {
                mistakes.append("\(key): \(version) after \(before)")
            }
            if let before = answered[key], before > entry.receivedAt { mistakes.append("\(key): two calls at a time") }
            versions[key] = version
            answered[key] = entry.answeredAt
        }
        let isOrdered = mistakes.isEmpty
        #expect(isOrdered, "\(mistakes.count) mistakes: \(mistakes.prefix(20))\n\(logs)")
        #expect(count == syncs)
        #expect(versions.count == keys)
        #expect(versions.values.allSatisfy { $0 == last })
    }

    @Test(.enabled(if: KafkaCluster.isOurs, needsTool))
    func aBrokerThatIsRestartedDelaysAnswersAndLosesNone() async throws {
        try await RealKafkaHarness.run("restart") { configuration in
            configuration.quota.perSecond = 100
        } _: { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            let total = 600
            func send(_ numbers: Range<Int>) throws {
                for number in numbers {
                    let text = Self.update("B-\(number % 50)", id: "b-\(number)", version: Int64(number / 50))
                    let record = ProducerRecord(
                        topic: harness.events, key: Array("B-\(number % 50)".utf8), value: Array(text.utf8))
                    try harness.producer.send(record, tag: UInt64(number))
                }
            }
            try send(0..<400)
            _ = try await harness.answers(50)
            try await harness.cluster.restart {
                let answers = try await harness.answers(50)
                #expect(answers.count < 1 + total, "nothing was left to do when the broker stopped")
                try send(400..<total)
            }
            let answers = try await harness.records(of: harness.names.results) { items in
                items.count > total && Set(items.compactMap(\.eventID)).count == 1 + total
            }
            #expect(answers.allSatisfy { $0.isDone })
            #expect(try await harness.everything(in: harness.names.deadLetters).isEmpty)
        }
    }
}
