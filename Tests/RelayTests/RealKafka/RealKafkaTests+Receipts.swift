import ApprovalContract
import FeishuSimulator
import JSON
import Kafka
import Testing

@testable import Relay

extension RealKafkaTests {
    /// What a process did is known to the next one: cards can be updated, repeats are answered without a call.
    @Test func aNewProcessKnowsWhatTheFormerOneDid() async throws {
        try await RealKafkaHarness.run("restored") { harness in
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            let created = SampleEvents.taskCreated("N-1", id: "n-1")
            try await harness.publish(created, key: "N-1")
            _ = try await harness.answers(3)
            await first.stop()

            let calls = harness.simulator.journal().filter { $0.api == .messageSend || $0.api == .instanceSync }.count
            #expect(calls == 2)
            try await harness.startRelay()
            try await harness.publish(created, key: "N-1")
            try await harness.publish(SampleEvents.taskApproved("N-1", id: "n-2"), key: "N-1")
            let answers = try await harness.answers(7)
            let repeated = answers.filter { $0.eventID == "n-1" }
            #expect(repeated.count == 4)
            #expect(Set(repeated.compactMap(\.id)).count == 2)
            #expect(repeated.allSatisfy { $0.outcome == "applied" })
            let messages = repeated.compactMap { $0.json?["data"]?["message_id"]?.stringValue }
            #expect(messages.count == 2 && Set(messages).count == 1, "\(messages)")
            let updated = answers.filter { $0.eventID == "n-2" }
            #expect(updated.allSatisfy { $0.outcome == "applied" }, "\(updated.map { $0.json?.text ?? "" })")
            let apis = harness.simulator.journal().map(\.api)
            #expect(apis.filter { $0 == .messageSend }.count == 1)
            #expect(apis.filter { $0 == .instanceSync }.count == 2)
            #expect(apis.filter { $0 == .messageUpdate }.count == 1)
        }
    }

    /// A route stage that dies before it commits makes commands a second time. Full syncs among them, which Feishu would apply over
    /// newer ones, aren't done again, though the receipt has forgotten them.
    @Test func commandsThatAreMadeAgainLongAfterPutNoOlderStateOverANewerOne() async throws {
        try await RealKafkaHarness.run("again", partitions: 1) { harness in
            try await harness.startRelay()
            try await harness.publishDefinition()
            let total = 40
            for number in 0..<total {
                let body = SampleEvents.instance("A-1", time: 1_772_328_600_000 + Int64(number))
                try await harness.publish(
                    SampleEvents.event(
                        "approval.instance.updated", id: "a-\(number)",
                        data: "{\"instance\":\(body),\"sync\":\"full\",\"notify\":false}"), key: "A-1")
                // One by one: those that wait together would go together.
                _ = try await harness.answers(2 + number)
            }
            let topic = harness.names.commands(.instance, .live)
            let commands = try await harness.everything(in: topic)
            #expect(commands.count == total)
            let calls = harness.simulator.journal().count { $0.api == .instanceSync }
            #expect(calls == total)
            for command in commands {
                _ = try await harness.producer.sendAndWait(
                    ProducerRecord(topic: topic, partition: 0, key: command.key, value: command.value))
            }
            // The definition's, the first ones, that of the mark by which the topic was read to its end, and those to the repeats.
            let answers = try await harness.answers(1 + total + 1 + total).dropFirst(1 + total)
            let older = answers.filter { $0.reason == "older" }.compactMap(\.eventID)
            #expect(older == (0..<(total - 32)).map { "a-\($0)" })
            #expect(answers.filter { $0.outcome == "applied" }.count == 32)
            #expect(harness.simulator.journal().count { $0.api == .instanceSync } == calls)
            // One that an operator puts back from the dead letters is no repeat, but it has its version, and newer ones went out.
            let first = try #require(commands.first)
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(
                    topic: topic, partition: 0, key: first.key, value: first.value,
                    headers: [RecordHeader(name: "approval-dlq-stage", text: "execute")]))
            let again = try #require(try await harness.answers(1 + total + 1 + total + 1).last)
            #expect(again.eventID == "a-0" && again.reason == "older")
            let detail = again.json?["data"]?["reason"]?["detail"]?.stringValue ?? ""
            #expect(detail.contains("version is 1772328600000"), "\(detail)")
            #expect(harness.simulator.journal().count { $0.api == .instanceSync } == calls)
        }
    }

    /// A receipt that a former owner's producer sends after the new owner's claim has no effect, and the owner writes the key anew.
    @Test func aReceiptThatComesTooLateIsIgnoredAndWrittenAnew() async throws {
        try await RealKafkaHarness.run("zombie", partitions: 1) { harness in
            let first = try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(SampleEvents.taskCreated("Z-1", id: "z-1"), key: "Z-1")
            _ = try await harness.answers(3)

            let topic = harness.names.receipts(.message)
            var writer = JSONWriter()
            Receipt(incarnation: "dead.7", doneThrough: 1000).write(to: &writer)
            let key = Array("default:Z-1".utf8)
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(topic: topic, partition: 0, key: key, value: writer.bytes()))
            // Another of an approval that nobody knows.
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(topic: topic, partition: 0, key: Array("default:Z-9".utf8), value: writer.bytes()))
            try await harness.publish(SampleEvents.taskCreated("Z-2", id: "z-2"), key: "Z-2")
            _ = try await harness.answers(5)
            let rewritten = try await harness.records(of: topic) { items in
                guard let last = items.last(where: { $0.key == key }) else { return false }
                return last.json?["incarnation"]?.stringValue != "dead.7"
                    && items.last { $0.key == Array("default:Z-9".utf8) }?.value == nil
            }
            let last = try #require(rewritten.last { $0.key == key }?.json)
            #expect(last["cards"]?.array?.count == 1, "\(last.text)")
            await first.stop()

            try await harness.startRelay()
            try await harness.publish(SampleEvents.taskApproved("Z-1", id: "z-3"), key: "Z-1")
            let answers = try await harness.answers(7).filter { $0.eventID == "z-3" }
            #expect(answers.count == 2)
            #expect(answers.allSatisfy { $0.outcome == "applied" }, "\(answers.map { $0.json?.text ?? "" })")
        }
    }

    /// Another process's claim on a partition ends all work on it, before the group says so.
    @Test func aForeignClaimEndsTheWorkOnItsPartition() async throws {
        try await RealKafkaHarness.run("claimed", partitions: 1) { harness in
            let relay = try await harness.startRelay()
            try await harness.publishDefinition()
            try await harness.publish(Self.update("C-1", id: "c-1", version: 1), key: "C-1")
            _ = try await harness.answers(2)
            let claim = ReceiptClaim(id: "other.1", at: 0)
            var writer = JSONWriter()
            claim.write(to: &writer)
            _ = try await harness.producer.sendAndWait(
                ProducerRecord(
                    topic: harness.names.receipts(.instance), partition: 0, key: Array(claim.key.utf8),
                    value: writer.bytes()))
            // What is written next shows the gap.
            try await harness.publish(Self.update("C-1", id: "c-2", version: 2), key: "C-1")
            try await harness.until { relay.readiness.all.contains { $0.name.hasPrefix("claim of") } }
            #expect(!relay.readiness.isReady)
            let calls = harness.simulator.journal().count
            try await harness.publish(Self.update("C-1", id: "c-3", version: 3), key: "C-1")
            // The other lanes go on.
            try await harness.publish(SampleEvents.definition(), key: "purchase")
            try await harness.until {
                harness.simulator.journal().count { $0.api == .definitionCreate } >= 1
                    && harness.simulator.journal().count >= calls
            }
            let syncs = harness.simulator.journal().filter { $0.api == .instanceSync }.compactMap(\.keys.version)
            #expect(!syncs.contains(1_772_328_600_003))
            await relay.stop()

            try await harness.startRelay()
            let answers = try await harness.records(of: harness.names.results) { items in
                items.contains { $0.eventID == "c-3" }
            }
            #expect(answers.filter { $0.eventID == "c-3" }.allSatisfy { $0.outcome == "applied" })
        }
    }
}
