import Kafka
import Observability
import Synchronization

/// What Kafka clients of all stages have in common.
extension RelayProcess {
    func makeProducer(stage: String, _ forwarder: DeliveryForwarder?) throws -> KafkaProducer {
        var options = ProducerOptions()
        if let forwarder { options.deliveries = { forwarder($0) } }
        let errors = KafkaErrorLog(log: log.named(stage))
        options.onError = { [weak self] error in
            if error.isFatal { self?.fail(stage, error) } else { errors.report(error, stage: stage) }
        }
        options.log = kafkaLog(stage)
        let producer = try KafkaProducer(
            properties: clients.producer(linger: stage == "execute" ? settings.kafka.answerLinger : nil),
            options: options)
        parts.withLock { $0.producers.append(producer) }
        return producer
    }

    func consumerOptions(_ stage: String) -> ConsumerOptions {
        var options = ConsumerOptions()
        options.log = kafkaLog(stage)
        return options
    }

    func kafkaLog(_ stage: String) -> @Sendable (KafkaLogLine) -> Void {
        let log = self.log.named("kafka")
        return { line in
            let level: LogLevel = line.level <= .error ? .warning : line.level == .warning ? .info : .debug
            log.log(
                level, "librdkafka",
                ["stage": .string(stage), "facility": .string(line.facility), "detail": .string(line.message)])
        }
    }
}
