import Glibc
import Kafka

/// A real cluster to test against, named by the environment variable `TEST_KAFKA_BOOTSTRAP_SERVERS`.
enum RealKafka {
    static let bootstrapServers: String? = unsafe getenv("TEST_KAFKA_BOOTSTRAP_SERVERS").map {
        unsafe String(cString: $0)
    }

    static var isThere: Bool { bootstrapServers != nil }

    static var properties: KafkaProperties {
        ["bootstrap.servers": bootstrapServers ?? "", "linger.ms": "1"]
    }

    /// A name that no test had before.
    static func name(_ stem: String) -> String {
        "\(stem)-\(UInt64.random(in: 0 ... .max))"
    }

    static func makeTopic(_ stem: String, partitions: Int) async throws -> String {
        let topic = name(stem)
        let admin = try KafkaAdmin(properties: properties)
        let results = try await admin.createTopics([NewTopic(name: topic, partitions: partitions)])
        try results[topic]?.get()
        await admin.close()
        return topic
    }

    static func group(_ extra: KafkaProperties = [:]) -> KafkaProperties {
        properties.merging(["group.id": name("group"), "session.timeout.ms": "6000"]).merging(extra)
    }
}
