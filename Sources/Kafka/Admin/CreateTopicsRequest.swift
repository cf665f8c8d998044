import CRdKafka

/// One CreateTopics request.
struct CreateTopicsRequest: Sendable {
    let topics: [NewTopic]

    init(_ topics: [NewTopic]) throws(KafkaError) {
        for topic in topics {
            // What librdkafka would refuse with an assertion or a cut-off name.
            guard !topic.name.isEmpty, !topic.name.utf8.contains(0), 1...100_000 ~= topic.partitions,
                1...1000 ~= topic.replicationFactor ?? 1
            else {
                throw KafkaError(
                    .invalidArgument,
                    "topic \(topic.name.debugDescription) can't be created with \(topic.partitions) partitions"
                        + (topic.replicationFactor.map { " and replication factor \($0)" } ?? ""))
            }
        }
        self.topics = topics
    }

    @Sendable func send(_ client: OpaquePointer, _ options: OpaquePointer, _ queue: OpaquePointer) {
        var pointers: [OpaquePointer?] = unsafe []
        for topic in topics { unsafe pointers.append(Self.make(topic)) }
        unsafe rd_kafka_CreateTopics(client, &pointers, pointers.count, options, queue)
        unsafe rd_kafka_NewTopic_destroy_array(&pointers, pointers.count)
    }

    private static func make(_ topic: NewTopic) -> OpaquePointer? {
        var pointer: OpaquePointer?
        KafkaError.withCString(capacity: 512) { (buffer, size) in
            unsafe pointer = rd_kafka_NewTopic_new(
                topic.name, Int32(clamping: topic.partitions), Int32(clamping: topic.replicationFactor ?? -1), buffer,
                size)
        }
        for (name, value) in topic.settings { unsafe rd_kafka_NewTopic_set_config(pointer, name, value) }
        return unsafe pointer
    }

    @Sendable static func read(_ event: OpaquePointer) -> [String: Result<Void, KafkaError>] {
        var results: [String: Result<Void, KafkaError>] = [:]
        var count = 0
        guard let result = unsafe rd_kafka_event_CreateTopics_result(event),
            let topics = unsafe rd_kafka_CreateTopics_result_topics(result, &count)
        else { return results }
        for index in 0..<count {
            let topic = unsafe topics[index]
            guard let name = unsafe rd_kafka_topic_result_name(topic) else { continue }
            let code = unsafe rd_kafka_topic_result_error(topic)
            let text = unsafe rd_kafka_topic_result_error_string(topic).map { unsafe String(cString: $0) }
            let key = unsafe String(cString: name)
            results[key] =
                code == RD_KAFKA_RESP_ERR_NO_ERROR
                ? .success(()) : .failure(KafkaError(code, doing: "creating topic \(key)", text: text))
        }
        return results
    }
}
