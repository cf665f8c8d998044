import Kafka
import YAML

extension ConfigurationBuilder {
    /// Properties that the relay sets itself, and why they can't be another's.
    static let reserved: [String: String] = [
        "enable.auto.commit": "offsets are committed only when their outcomes are durable, or records would be lost",
        "auto.commit.enable": "offsets are committed only when their outcomes are durable, or records would be lost",
        "enable.auto.offset.store":
            "offsets are stored only when their outcomes are durable, or records would be lost",
        "group.id": "each stage has a group of its own; set kafka.group_prefix",
        "enable.idempotence": "a record that is sent again would come twice or out of order",
        "acks": "a record counts as written only when all replicas in sync have it",
        "request.required.acks": "a record counts as written only when all replicas in sync have it",
        "bootstrap.servers": "set kafka.bootstrap_servers",
        "metadata.broker.list": "set kafka.bootstrap_servers",
        "session.timeout.ms": "drain and lease are measured by it; set kafka.session_timeout",
        "partition.assignment.strategy":
            "partition n of every lane must belong to one replica, which \"range\" sees to",
        "auto.offset.reset": "set topics.events_from; the relay's own topics are read from their beginning",
        "message.timeout.ms": "a record waits for its broker as long as it must",
        "delivery.timeout.ms": "a record waits for its broker as long as it must",
        "message.max.bytes": "dead letters must fit; set topics.maximum_event_bytes",
        "linger.ms": "set kafka.linger and kafka.answer_linger",
        "queue.buffering.max.ms": "set kafka.linger and kafka.answer_linger",
        "enable.partition.eof": "readers find the end of a partition by it",
        "transactional.id": "the relay doesn't produce in transactions",
    ]

    mutating func checkKafka() {
        let servers = configuration.kafka.bootstrapServers
        if isSound("kafka.bootstrap_servers"), TextSplitter.trimmed(servers).isEmpty {
            miss(
                "kafka.bootstrap_servers", "at least one broker (host:port)",
                "set it in the file or in APPROVAL_RELAY_KAFKA_BOOTSTRAP_SERVERS")
        } else if isSound("kafka.bootstrap_servers") {
            let wrong = servers.split(separator: ",", omittingEmptySubsequences: false).map {
                TextSplitter.trimmed(String($0))
            }.first { !HostPort.isBroker($0) }
            if let wrong {
                refuse(
                    "kafka.bootstrap_servers",
                    "expected host:port, comma-separated, found \(Self.shown(WebAddress.masked(wrong)))")
            }
        }
        let group = configuration.kafka.groupPrefix
        if isSound("kafka.group_prefix"),
            !(1...200).contains(group.utf8.count) || group.unicodeScalars.contains(where: { $0.value <= 0x20 })
        {
            refuse("kafka.group_prefix", "expected 1…200 characters without white space, found \(Self.shown(group))")
        }
        checkProperties("kafka.properties", configuration.kafka.properties)
        checkProperties("kafka.consumer_properties", configuration.kafka.consumerProperties)
        checkProperties("kafka.producer_properties", configuration.kafka.producerProperties)
    }

    private mutating func checkProperties(_ path: String, _ properties: [(name: String, value: String)]) {
        for (name, value) in properties {
            let place = "\(path).\(name)"
            guard isSound(place) else { continue }
            if let why = Self.reserved[name] {
                refuse(place, "expected a property that the relay doesn't set itself, found \"\(name)\": \(why)")
                continue
            }
            do throws(KafkaError) {
                try KafkaProperties([(name, value)]).validate()
            } catch {
                // What ${NAME} gave may be a secret, whatever the property's name says.
                refuse(
                    place,
                    error.message.contains("knows no property") || value.isEmpty
                        || isShowable(name: name, at: place)
                        ? error.message : "the (hidden) value of Kafka property \"\(name)\" is refused")
            }
        }
    }

    private func isShowable(name: String, at path: String) -> Bool {
        guard !KafkaProperties.isSecret(name) else { return false }
        guard case .file(_, let line, let column)? = origins[path] else { return true }
        return !replaced.contains { $0.line == line && $0.column == column }
    }
}
