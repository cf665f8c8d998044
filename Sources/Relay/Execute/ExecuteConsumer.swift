import Kafka

/// Hands what the execute group's consumer says to the stage, a batch at a time.
final class ExecuteConsumer: ConsumerHandler {
    /// Nothing is posted to it.
    typealias Message = Never

    private let stage: ExecuteStage

    init(_ stage: ExecuteStage) { self.stage = stage }

    func handle(_ event: ConsumerEvent<Never>, _ consumer: ConsumerContext) {
        switch event {
        case .records(let batch):
            onStage { $0.received(batch) }
        case .assigned(let partitions, let generation):
            let control = consumer.control
            onStage {
                $0.connect(control)
                $0.assigned(partitions, generation)
            }
        case .revoked(let partitions, let generation, let lost):
            onStage { $0.revoked(partitions, generation, lost: lost) }
        case .committed(let result):
            onStage { $0.committed(result) }
        case .statistics(let statistics):
            stage.context.lag.update(statistics)
        case .error(let error):
            stage.context.kafkaErrors.report(error, stage: "execute")
        case .fatal(let error):
            stage.context.failed(error)
        case .closing:
            onStage { $0.stopTaking() }
        case .messages, .tick, .endOfPartition:
            break
        }
    }

    private func onStage(_ work: @escaping @Sendable (isolated ExecuteStage) -> Void) {
        let stage = self.stage
        stage.transport.execute { stage.assumeIsolated { work($0) } }
    }
}
