import ApprovalContract
import JSON
import Kafka

/// Keeps a stage's definitions in step with the receipts of all processes.
enum DefinitionFeed {
    static func reader(for stage: ExecuteStage) -> TopicReader {
        let errors = stage.context.kafkaErrors
        return TopicReader(
            onRecords: { batch in
                let parser = JSONParser(limits: JSONLimits(maximumSize: 1 << 20))
                var learnt: [(name: String, code: String)] = []
                for record in batch {
                    guard let key = record.key, let value = record.value, let json = try? parser.parse(value),
                        let receipt = try? Receipt(reading: json), let code = receipt.approvalCode
                    else { continue }
                    learnt.append((String(decoding: key, as: UTF8.self), code))
                }
                let known = learnt
                guard !known.isEmpty else { return }
                stage.transport.execute {
                    stage.assumeIsolated { stage in
                        for (name, code) in known { stage.learn(name, code) }
                    }
                }
            }, onError: { errors.report($0, stage: "definitions") })
    }
}
