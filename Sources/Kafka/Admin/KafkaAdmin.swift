import CRdKafka
import Synchronization

/// Creates and describes topics. Each call waits on a thread of its own.
///
/// A broker that doesn't know a request (librdkafka's embedded one knows neither creation nor settings) is answered at
/// once with `.unsupportedFeature`.
public final class KafkaAdmin: Sendable {
    /// Serves errors, log lines and tokens; sends no record.
    private let client: KafkaProducer
    private let lastError: LastError

    private final class LastError: Sendable {
        let error = Mutex<KafkaError?>(nil)
    }

    public init(
        properties: KafkaProperties, log: (@Sendable (KafkaLogLine) -> Void)? = nil,
        tokenProvider: OAuthTokenProvider? = nil
    ) throws(KafkaError) {
        let lastError = LastError()
        var options = ProducerOptions()
        options.log = log
        options.tokenProvider = tokenProvider
        options.onError = { error in lastError.error.withLock { $0 = error } }
        // An idempotent producer would ask for an id, and need the right to.
        client = try KafkaProducer(
            properties: properties.merging(["enable.idempotence": "false"]), options: options)
        self.lastError = lastError
    }

    /// Creates topics; those that can't be created are in the answer with the reason
    /// (`.topicAlreadyExists`, `.topicAuthorizationFailed`, `.invalidReplicationFactor`, `.policyViolation`…).
    /// - Throws: what befell the request as a whole.
    public func createTopics(
        _ topics: [NewTopic], timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> [String: Result<Void, KafkaError>] {
        if topics.isEmpty { return [:] }
        let request = try CreateTopicsRequest(topics)
        return try await unsafe run(timeout: timeout, send: request.send, read: CreateTopicsRequest.read)
    }

    /// The settings in force of topics, defaults included; those of a topic that can't be described are an error. Secret
    /// settings have no value and are left out.
    public func describeConfigs(
        topics: [String], timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> [String: Result<[String: String], KafkaError>] {
        if topics.isEmpty { return [:] }
        let request = try DescribeConfigsRequest(topics)
        return try await unsafe run(timeout: timeout, send: request.send, read: DescribeConfigsRequest.read)
    }

    /// Whether topics exist, and with how many partitions; never creates one.
    public func describeTopics(
        _ topics: [String], timeout: Duration = .seconds(30)
    ) async throws(KafkaError) -> [String: TopicDescription] {
        let handle = client.handle
        do throws(KafkaError) {
            return try await SpareThread.run { Metadata.describe(topics, handle: handle, timeout: timeout) }
        } catch {
            throw explained(error)
        }
    }

    /// Ends the client; calls under way fail.
    public func close() async {
        await client.close(deadline: .zero)
    }

    private func run<Answer: Sendable>(
        timeout: Duration,
        send: @escaping @Sendable (OpaquePointer, OpaquePointer, OpaquePointer) -> Void,
        read: @escaping @Sendable (OpaquePointer) -> Answer
    ) async throws(KafkaError) -> Answer {
        let handle = client.handle
        let lastError = self.lastError
        do throws(KafkaError) {
            return try await SpareThread.run {
                handle.use { client, _ -> Result<Answer, KafkaError> in
                    if let error = unsafe Self.reach(client, timeout: timeout, lastError: lastError) {
                        return .failure(error)
                    }
                    guard let queue = unsafe rd_kafka_queue_new(client),
                        let options = unsafe rd_kafka_AdminOptions_new(client, RD_KAFKA_ADMIN_OP_ANY)
                    else { return .failure(KafkaError(.systemResource, "no memory for an admin request")) }
                    defer {
                        unsafe rd_kafka_AdminOptions_destroy(options)
                        unsafe rd_kafka_queue_destroy(queue)
                    }
                    _ = KafkaError.withCString(capacity: 512) { (buffer, size) in
                        unsafe rd_kafka_AdminOptions_set_request_timeout(
                            options, max(timeout.milliseconds, 1), buffer, size)
                    }
                    unsafe send(client, options, queue)
                    return unsafe Self.wait(queue, timeout: timeout, lastError: lastError, read: read)
                } ?? .failure(.closed)
            }
        } catch {
            throw explained(error)
        }
    }

    /// Waits for the cluster's metadata. librdkafka 2.0.2's embedded cluster (whose brokers count from 1) names
    /// broker 0 as its controller, and a request for it would wait in vain instead of being refused.
    private static func reach(_ client: OpaquePointer, timeout: Duration, lastError: LastError) -> KafkaError? {
        let deadline = ContinuousClock.now + timeout
        repeat {
            if let id = unsafe rd_kafka_clusterid(client, 100) {
                defer { unsafe rd_kafka_mem_free(client, id) }
                guard unsafe String(cString: id).hasPrefix("mockCluster"), unsafe rd_kafka_controllerid(client, 0) <= 0
                else { return nil }
                return KafkaError(
                    .unsupportedFeature,
                    "librdkafka \(LibraryVersion.text)'s embedded broker can't create topics or describe settings")
            }
            // Nothing will come of waiting with the wrong password.
            if let error = lastError.error.withLock({ $0 }), error.code == .authentication { return error }
        } while ContinuousClock.now < deadline
        return KafkaError(.timedOut, "no broker could be asked within \(timeout)")
    }

    private static func wait<Answer>(
        _ queue: OpaquePointer, timeout: Duration, lastError: LastError, read: (OpaquePointer) -> Answer
    ) -> Result<Answer, KafkaError> {
        let deadline = ContinuousClock.now + timeout
        repeat {
            if let event = unsafe rd_kafka_queue_poll(queue, 100) {
                defer { unsafe rd_kafka_event_destroy(event) }
                let code = unsafe rd_kafka_event_error(event)
                if code == RD_KAFKA_RESP_ERR_NO_ERROR { return unsafe .success(read(event)) }
                let text = unsafe rd_kafka_event_error_string(event).map { unsafe String(cString: $0) }
                return .failure(KafkaError(code, text: text))
            }
            // Nothing will come of waiting with the wrong password.
            if let error = lastError.error.withLock({ $0 }), error.code == .authentication { return .failure(error) }
        } while ContinuousClock.now < deadline
        return .failure(KafkaError(.timedOut, "no answer within \(timeout)"))
    }

    /// A timeout says little; what the connection last complained of says why.
    private func explained(_ error: KafkaError) -> KafkaError {
        guard [.timedOut, .transport, .allBrokersDown].contains(error.code),
            let cause = lastError.error.withLock({ $0 }), cause != error
        else { return error }
        return KafkaError(
            cause.code == .authentication ? .authentication : error.code, "\(error.message) (\(cause.message))")
    }
}
