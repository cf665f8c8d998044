import ApprovalContract
import FeishuTypes
import HTTPTransport
import JSON
import Kafka
import Synchronization

/// Keeps a stage's definitions in step with the receipts of all processes.
enum DefinitionFeed {
    /// - Parameter partitions: those that are read.
    static func reader(for stage: ExecuteStage, _ partitions: some Sequence<TopicPartition>) -> TopicReader {
        let unread = Mutex(Set(partitions))
        let errors = stage.context.kafkaErrors
        // Touched by the reader's thread alone.
        let rules = Mutex<[Int32: ReceiptRule]>([:])
        return TopicReader(
            onRecords: { batch in
                let parser = JSONParser(limits: JSONLimits(maximumSize: 16 << 20))
                let known = rules.withLock { rules in
                    batch.compactMap { read($0, &rules[$0.partition, default: ReceiptRule()], parser) }
                }
                guard !known.isEmpty else { return }
                stage.transport.execute {
                    stage.assumeIsolated { stage in
                        for (name, code, quick) in known { stage.learn(name, code, quick) }
                    }
                }
            },
            onEnd: { partition, _ in
                let isLast = unread.withLock { unread in unread.remove(partition) != nil && unread.isEmpty }
                guard isLast else { return }
                stage.transport.execute { stage.assumeIsolated { $0.readDefinitions() } }
            },
            onError: { [failed = stage.context.failed] error in
                if error.isFatal { failed(error) } else { errors.report(error, stage: "definitions") }
            })
    }

    private static func read(
        _ record: ConsumerRecord, _ rule: inout ReceiptRule, _ parser: JSONParser
    ) -> (name: String, code: String, quick: QuickApproval?)? {
        guard let key = record.key, let value = record.value else { return nil }
        if let claim = ReceiptClaim.id(inKey: key) {
            rule.claimed(by: claim)
            return nil
        }
        guard let json = try? parser.parse(value), let receipt = try? Receipt(reading: json),
            rule.counts(receipt.incarnation), let code = receipt.approvalCode
        else { return nil }
        return (String(decoding: key, as: UTF8.self), code, json["quick_approval"].flatMap(quickApproval))
    }

    /// As a receipt or a command has it.
    static func quickApproval(_ json: JSONValue) -> QuickApproval? {
        var context = ReadingContext(mode: .plain)
        return QuickApproval(reading: json, in: &context)
    }
}
