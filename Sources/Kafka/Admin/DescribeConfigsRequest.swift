import CRdKafka

/// One DescribeConfigs request for topics.
struct DescribeConfigsRequest: Sendable {
    let topics: [String]

    init(_ topics: [String]) throws(KafkaError) {
        guard topics.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0) }) else {
            throw KafkaError(.invalidArgument, "a topic's name can't be empty")
        }
        self.topics = topics
    }

    @Sendable func send(_ client: OpaquePointer, _ options: OpaquePointer, _ queue: OpaquePointer) {
        var pointers: [OpaquePointer?] = unsafe []
        for topic in topics { unsafe pointers.append(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic)) }
        unsafe rd_kafka_DescribeConfigs(client, &pointers, pointers.count, options, queue)
        unsafe rd_kafka_ConfigResource_destroy_array(&pointers, pointers.count)
    }

    @Sendable static func read(_ event: OpaquePointer) -> [String: Result<[String: String], KafkaError>] {
        var results: [String: Result<[String: String], KafkaError>] = [:]
        var count = 0
        guard let result = unsafe rd_kafka_event_DescribeConfigs_result(event),
            let resources = unsafe rd_kafka_DescribeConfigs_result_resources(result, &count)
        else { return results }
        for index in 0..<count {
            let resource = unsafe resources[index]
            guard let name = unsafe rd_kafka_ConfigResource_name(resource) else { continue }
            let code = unsafe rd_kafka_ConfigResource_error(resource)
            let text = unsafe rd_kafka_ConfigResource_error_string(resource).map { unsafe String(cString: $0) }
            let key = unsafe String(cString: name)
            if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                results[key] = unsafe .success(settings(of: resource))
            } else {
                results[key] = .failure(KafkaError(code, doing: "describing topic \(key)", text: text))
            }
        }
        return results
    }

    private static func settings(of resource: OpaquePointer?) -> [String: String] {
        var settings: [String: String] = [:]
        var count = 0
        guard let entries = unsafe rd_kafka_ConfigResource_configs(resource, &count) else { return settings }
        for index in 0..<count {
            let entry = unsafe entries[index]
            guard let name = unsafe rd_kafka_ConfigEntry_name(entry),
                let value = unsafe rd_kafka_ConfigEntry_value(entry)
            else { continue }
            unsafe settings[String(cString: name)] = String(cString: value)
        }
        return settings
    }
}
