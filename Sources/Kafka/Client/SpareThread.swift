/// Runs a call that blocks on a thread of its own, so that the cooperative pool never waits.
enum SpareThread {
    /// Isn't cancelled: every such call of librdkafka takes a timeout.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () -> Result<Value, KafkaError>
    ) async throws(KafkaError) -> Value {
        let result: Result<Value, KafkaError> = await withCheckedContinuation { continuation in
            do throws(KafkaError) {
                try NativeThread.start(name: "kafka-call") { continuation.resume(returning: body()) }
            } catch {
                continuation.resume(returning: .failure(error))
            }
        }
        return try result.get()
    }
}
