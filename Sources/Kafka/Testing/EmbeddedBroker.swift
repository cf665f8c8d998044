import CRdKafka
import Synchronization

/// librdkafka's mock cluster: brokers in this process, reachable over TCP by other processes too. For tests and
/// demonstrations; what it doesn't do (topic creation by request, TLS, real transactions, retention) is in librdkafka's
/// `rdkafka_mock.h`.
///
/// It starts in milliseconds. The first join of a group takes 3 s, later rebalances the session timeout less a second; a
/// session timeout below 3 s never joins. A partition keeps its last 5 MiB.
@safe public final class EmbeddedBroker: @unchecked Sendable {
    /// Requests that can be made to fail.
    public enum Request: Int16, Sendable {
        case produce = 0
        case fetch = 1
        case listOffsets = 2
        case metadata = 3
        case offsetCommit = 8
        case offsetFetch = 9
        case findCoordinator = 10
        case joinGroup = 11
        case heartbeat = 12
        case leaveGroup = 13
        case syncGroup = 14
        case initProducerID = 22
    }

    /// Addresses for the property `bootstrap.servers`.
    public let bootstrapServers: String
    private let host: OpaquePointer
    private let cluster: OpaquePointer
    private let isOpen = Mutex(true)

    /// - Parameter brokers: their number; their ids count from 1.
    public init(brokers: Int = 1, topics: [(name: String, partitions: Int)] = []) throws(KafkaError) {
        guard 1...100 ~= brokers else {
            throw KafkaError(.invalidArgument, "an embedded cluster has 1 to 100 brokers, not \(brokers)")
        }
        // Its own complaints ("no bootstrap servers") go nowhere.
        let configuration = try unsafe KafkaProperties([("log_level", "0"), ("client.id", "embedded-broker")])
            .makeConfiguration()
        let made = KafkaError.withCString(capacity: 512) { (buffer, size) in
            unsafe rd_kafka_new(RD_KAFKA_PRODUCER, configuration, buffer, size)
        }
        guard let host = unsafe made else {
            unsafe rd_kafka_conf_destroy(configuration)
            throw KafkaError(.systemResource, "can't start the embedded broker's client")
        }
        guard let cluster = unsafe rd_kafka_mock_cluster_new(host, Int32(brokers)),
            let addresses = unsafe rd_kafka_mock_cluster_bootstraps(cluster)
        else {
            unsafe rd_kafka_destroy(host)
            throw KafkaError(.systemResource, "can't start the embedded broker")
        }
        unsafe self.host = host
        unsafe self.cluster = cluster
        unsafe bootstrapServers = String(cString: addresses)
        for topic in topics { try createTopic(topic.name, partitions: topic.partitions) }
    }

    deinit {
        close()
    }

    /// The properties that a client needs, with short waits.
    public var properties: KafkaProperties { ["bootstrap.servers": bootstrapServers] }

    public func createTopic(_ name: String, partitions: Int) throws(KafkaError) {
        try control("creating topic \(name)") { cluster in
            unsafe rd_kafka_mock_topic_create(cluster, name, Int32(clamping: partitions), 1)
        }
    }

    /// The next requests of this kind fail with these errors, one after the other; `.transport` cuts the connection.
    public func fail(_ request: Request, with errors: [KafkaError.Code]) {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            let codes = errors.map { rd_kafka_resp_err_t($0.rawValue) }
            unsafe rd_kafka_mock_push_request_errors_array(cluster, request.rawValue, codes.count, codes)
        }
    }

    /// Takes back what ``fail(_:with:)`` has left.
    public func stopFailing(_ request: Request) {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            unsafe rd_kafka_mock_clear_request_errors(cluster, request.rawValue)
        }
    }

    /// The next request of this kind to this broker is answered late, and with an error if one is given.
    public func delay(
        _ request: Request, broker: Int32, by delay: Duration, error: KafkaError.Code? = nil
    ) throws(KafkaError) {
        try control("delaying broker \(broker)") { cluster in
            unsafe crdkafka_mock_push_error_rtt(
                cluster, broker, request.rawValue, rd_kafka_resp_err_t(error?.rawValue ?? 0), delay.milliseconds)
        }
    }

    /// Every request for the topic fails with this error; nil: no more.
    public func setError(_ error: KafkaError.Code?, forTopic topic: String) {
        isOpen.withLock { isOpen in
            guard isOpen else { return }
            unsafe rd_kafka_mock_topic_set_error(cluster, topic, rd_kafka_resp_err_t(error?.rawValue ?? 0))
        }
    }

    /// Takes a broker off the network.
    public func takeDown(broker: Int32) throws(KafkaError) {
        try control("taking broker \(broker) down") { unsafe rd_kafka_mock_broker_set_down($0, broker) }
    }

    public func bringUp(broker: Int32) throws(KafkaError) {
        try control("bringing broker \(broker) up") { unsafe rd_kafka_mock_broker_set_up($0, broker) }
    }

    /// Every answer of the broker takes this long.
    public func setRoundTrip(broker: Int32, _ time: Duration) throws(KafkaError) {
        try control("slowing broker \(broker)") { unsafe rd_kafka_mock_broker_set_rtt($0, broker, time.milliseconds) }
    }

    public func moveLeader(of partition: TopicPartition, to broker: Int32) throws(KafkaError) {
        try control("moving \(partition)") { cluster in
            unsafe rd_kafka_mock_partition_set_leader(cluster, partition.topic, partition.partition, broker)
        }
    }

    /// Ends the brokers; connections are cut. Blocks for a moment.
    public func close() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        guard wasOpen else { return }
        unsafe rd_kafka_mock_cluster_destroy(cluster)
        unsafe rd_kafka_destroy(host)
    }

    @safe private func control(
        _ doing: String, _ body: (OpaquePointer) -> rd_kafka_resp_err_t
    ) throws(KafkaError) {
        let error = isOpen.withLock { isOpen in
            isOpen ? unsafe body(cluster) : RD_KAFKA_RESP_ERR__DESTROY
        }
        guard error == RD_KAFKA_RESP_ERR_NO_ERROR else { throw KafkaError(error, doing: doing) }
    }
}
