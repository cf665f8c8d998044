import CRdKafka
import Glibc

/// The events that consumer and producer share: log lines, errors, token requests.
@safe struct ClientEvents {
    private var lines = LogLimiter()
    private var errors = ErrorLimiter()
    private var isFatal = false
    let log: (@Sendable (KafkaLogLine) -> Void)?
    let tokenProvider: OAuthTokenProvider?

    init(log: (@Sendable (KafkaLogLine) -> Void)?, tokenProvider: OAuthTokenProvider?) {
        self.log = log
        self.tokenProvider = tokenProvider
    }

    mutating func log(_ event: OpaquePointer, at now: ContinuousClock.Instant) {
        var facility: UnsafePointer<CChar>?
        var text: UnsafePointer<CChar>?
        var level: Int32 = 7
        guard let log, unsafe rd_kafka_event_log(event, &facility, &text, &level) == 0 else { return }
        let line = lines.line(
            level: KafkaLogLine.Level(rawValue: Int(level)) ?? .debug,
            facility: unsafe facility.map { unsafe String(cString: $0) } ?? "",
            message: unsafe text.map { unsafe String(cString: $0) } ?? "", at: now)
        if let line { log(line) }
    }

    /// The error of an event, unless it repeats what was said.
    mutating func error(
        _ event: OpaquePointer, client: OpaquePointer, at now: ContinuousClock.Instant
    ) -> KafkaError? {
        let code = unsafe rd_kafka_event_error(event)
        let text = unsafe rd_kafka_event_error_string(event).map { unsafe String(cString: $0) }
        if unsafe rd_kafka_event_error_is_fatal(event) != 0 || code == RD_KAFKA_RESP_ERR__FATAL {
            guard !isFatal else { return nil }
            isFatal = true
            return unsafe KafkaError.fatal(of: client)
                ?? KafkaError(KafkaError.Code(code), text ?? "fatal", isFatal: true)
        }
        var partition: TopicPartition?
        if let place = unsafe rd_kafka_event_topic_partition(event) {
            unsafe partition = TopicPartition(
                topic: String(cString: place.pointee.topic), partition: place.pointee.partition)
            unsafe rd_kafka_topic_partition_destroy(place)
        }
        let error = KafkaError(code, text: text, partition: partition)
        return errors.isNews(error, at: now) ? error : nil
    }

    mutating func succeeded() {
        errors.succeeded()
    }

    mutating func brokersUp(_ brokers: [BrokerStatistics]) {
        guard let log else { return }
        for broker in brokers where broker.isUp {
            if let line = lines.recovered(broker: broker.name) { log(line) }
        }
    }

    /// Fetches a token on a thread of its own and gives it to the client.
    func refreshToken(_ event: OpaquePointer, handle: ClientHandle) {
        guard let tokenProvider else { return }
        let configuration = unsafe rd_kafka_event_config_string(event).map { unsafe String(cString: $0) }
        let refresh: @Sendable () -> Void = {
            let result = tokenProvider(configuration)
            handle.use { client, _ in unsafe Self.set(result, on: client) }
        }
        do throws(KafkaError) {
            try NativeThread.start(name: "kafka-token", refresh)
        } catch {
            handle.use { client, _ in unsafe Self.set(.failure(error), on: client) }
        }
    }

    private static func set(_ result: Result<OAuthToken, KafkaError>, on client: OpaquePointer) {
        var failure: String?
        switch result {
        case .failure(let error):
            failure = error.message
        case .success(let token):
            failure = unsafe set(token, on: client)
        }
        if let failure { unsafe rd_kafka_oauthbearer_set_token_failure(client, failure) }
    }

    private static func set(_ token: OAuthToken, on client: OpaquePointer) -> String? {
        let texts = token.extensions.flatMap { [$0.name, $0.value] }
        let copies = unsafe texts.map { unsafe strdup($0) }
        defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
        var extensions = unsafe copies.map { unsafe UnsafePointer($0) }
        return KafkaError.withCString(capacity: 512) { (buffer, size) -> String? in
            let error = unsafe rd_kafka_oauthbearer_set_token(
                client, token.value, token.expiryMilliseconds, token.principal, &extensions, extensions.count, buffer,
                size)
            return error == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : unsafe String(cString: buffer)
        }
    }
}
