import Kafka
import Observability

extension OutputQueue.Verdict {
    /// What a record that Kafka did not take becomes: its replacement, if there is one; else it is held, and its topic is reported.
    init(
        on record: OutputRecord, _ error: KafkaError, replacement: OutputRecord?, _ log: Logger,
        _ blocked: BlockedOutputs, stage: String
    ) {
        guard let other = replacement else {
            blocked.report(record, error, stage: stage)
            self = .hold
            return
        }
        log.warning(
            other.isShortened && !record.isShortened
                ? "a result is too large for its topic; it is cut down to what identifies it"
                : "reply topic refused a result; it goes to the default topic",
            [LogField.topic: .string(record.topic), LogField.error: .string(error.description)])
        self = .replace(other)
    }
}
