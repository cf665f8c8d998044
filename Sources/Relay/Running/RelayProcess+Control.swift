import Arguments
import FeishuAPI
import HTTPTransport
import Kafka
import Observability
import Synchronization

/// The control topic: the number of partitions that the lanes were made with, and app tickets.
extension RelayProcess {
    /// Reads the control topic to its end, and checks or records the partition counts.
    func openControl(_ layout: TopicPreparer.Layout, _ producer: KafkaProducer) async throws {
        let control = try ControlTopic(
            topic: TopicNames(prefix: settings.topics.prefix).control, properties: clients.reader(),
            options: consumerOptions("control"),
            onTicket: { [weak self] app, ticket in self?.setTicket(app, ticket) },
            onError: { [log] in KafkaErrorLog(log: log).report($0, stage: "control") })
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
    }

    /// A ticket from the control topic; one that comes before the stage is kept for it.
    func setTicket(_ app: String, _ ticket: String) {
        early.withLock { $0[app] = ticket }
        guard let stage = parts.withLock({ $0.stage }) else { return }
        stage.transport.execute { stage.assumeIsolated { $0.setAppTicket(app, FeishuAPI.Secret(ticket)) } }
    }
}
