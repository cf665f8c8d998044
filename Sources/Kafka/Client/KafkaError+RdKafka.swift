import CRdKafka

extension KafkaError {
    /// From a plain code; `text` is librdkafka's own sentence where there is one.
    init(_ error: rd_kafka_resp_err_t, doing: String? = nil, text: String? = nil, partition: TopicPartition? = nil) {
        let code = Code(error)
        let sentence = text ?? code.explanation
        self.init(code, doing.map { "\($0): \(sentence)" } ?? sentence, partition: partition)
    }

    /// From an error object, which is freed here.
    init(consuming error: OpaquePointer, doing: String? = nil) {
        defer { unsafe rd_kafka_error_destroy(error) }
        let code = unsafe Code(rd_kafka_error_code(error))
        let sentence = unsafe rd_kafka_error_string(error).map { unsafe String(cString: $0) } ?? code.explanation
        self.init(
            code, doing.map { "\($0): \(sentence)" } ?? sentence,
            isFatal: unsafe rd_kafka_error_is_fatal(error) != 0,
            isRetriable: unsafe rd_kafka_error_is_retriable(error) != 0 || code == .queueFull)
    }

    /// The fatal error that the client has raised, if any.
    static func fatal(of client: OpaquePointer) -> KafkaError? {
        withCString(capacity: 512) { (buffer, capacity) -> KafkaError? in
            let error = unsafe rd_kafka_fatal_error(client, buffer, capacity)
            guard error != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
            return unsafe KafkaError(Code(error), String(cString: buffer), isFatal: true)
        }
    }

    /// Room for a message that librdkafka writes.
    @safe static func withCString<Result>(
        capacity: Int, _ body: (UnsafeMutablePointer<CChar>, Int) -> Result
    ) -> Result {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
            unsafe buffer.initialize(repeating: 0)
            // The buffer isn't empty, so it has an address.
            guard let start = buffer.baseAddress else { preconditionFailure("an empty temporary allocation") }
            return unsafe body(start, capacity)
        }
    }
}
