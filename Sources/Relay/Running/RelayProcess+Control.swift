import Arguments
import FeishuAPI
import HTTPTransport
import Kafka
import Observability
import Synchronization

/// The control topic: the number of partitions that the lanes were made with, app tickets, and what the processes of the group tell each other.
extension RelayProcess {
    /// Reads the control topic to its end, and checks or records the partition counts.
    func openControl(_ layout: TopicPreparer.Layout, _ producer: KafkaProducer) async throws -> ControlTopic {
        let control = try ControlTopic(
            topic: TopicNames(prefix: settings.topics.prefix).control, properties: clients.reader(),
            options: consumerOptions("control"),
            onError: { [weak self, log] error in
                if error.isFatal {
                    self?.fail("control", error)
                } else {
                    KafkaErrorLog(log: log).report(error, stage: "control")
                }
            })
        parts.withLock { $0.control = control }
        await control.waitUntilRead()
        if let recorded = control.partitionCount {
            guard recorded == layout.lanePartitions else {
                throw RelayError(
                    .config,
                    "The topics of commands have \(layout.lanePartitions) partitions; the control topic says that they were "
                        + "made with \(recorded). " + TopicPreparer.wayOut)
            }
        } else {
            do throws(KafkaError) {
                try await control.write(.partitionCount(layout.lanePartitions), with: producer)
            } catch {
                throw RelayError(.unavailable, "The control topic can't be written: \(error)")
            }
        }
        return control
    }
}
