import CRdKafka

/// Asks for topics. A call blocks: for spare threads only.
enum Metadata {
    /// Describes the topics asked for; one that doesn't exist has no partition count.
    ///
    /// Asks for all topics and picks: librdkafka's question for a single topic lets brokers create it.
    static func describe(
        _ topics: [String], handle: ClientHandle, timeout: Duration
    ) -> Result<[String: TopicDescription], KafkaError> {
        handle.use { client, _ in
            var metadata: UnsafePointer<rd_kafka_metadata>?
            let error = unsafe rd_kafka_metadata(client, 1, nil, &metadata, timeout.milliseconds)
            guard error == RD_KAFKA_RESP_ERR_NO_ERROR, let metadata = unsafe metadata else {
                return .failure(KafkaError(error, doing: "asking for the cluster's topics"))
            }
            defer { unsafe rd_kafka_metadata_destroy(metadata) }
            let wanted = Set(topics)
            var found: [String: TopicDescription] = [:]
            for index in unsafe 0..<Int(metadata.pointee.topic_cnt) {
                let topic = unsafe metadata.pointee.topics[index]
                let name = unsafe String(cString: topic.topic)
                if wanted.contains(name) { unsafe found[name] = describe(topic) }
            }
            for topic in wanted where found[topic] == nil { found[topic] = TopicDescription() }
            return .success(found)
        } ?? .failure(.closed)
    }

    private static func describe(_ topic: rd_kafka_metadata_topic) -> TopicDescription {
        let error = unsafe topic.err
        if error == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART || error == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC {
            return TopicDescription()
        }
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR, unsafe topic.partition_cnt > 0 else {
            return TopicDescription(error: KafkaError(error, doing: "describing the topic"))
        }
        return unsafe TopicDescription(
            partitionCount: Int(topic.partition_cnt), replicationFactor: Int(topic.partitions[0].replica_cnt))
    }
}
