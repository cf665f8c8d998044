import Testing

@testable import Kafka

@Suite(.timeLimit(.minutes(1)))
struct KafkaAdminTests {
    @Test func describesTopicsAndCreatesNone() async throws {
        let broker = try EmbeddedBroker(topics: [("t", 3)])
        let admin = try KafkaAdmin(properties: broker.properties)
        for _ in 0..<2 {
            let topics = try await admin.describeTopics(["t", "none"])
            #expect(topics["t"]?.partitionCount == 3)
            #expect(topics["none"]?.exists == false)
        }
        await admin.close()
    }

    @Test func saysSoonThatABrokerCanNot() async throws {
        let broker = try EmbeddedBroker()
        let admin = try KafkaAdmin(properties: broker.properties)
        let start = ContinuousClock.now
        let creation = await #expect(throws: KafkaError.self) {
            _ = try await admin.createTopics([NewTopic(name: "t", partitions: 1)])
        }
        #expect(creation?.code == .unsupportedFeature)
        let description = await #expect(throws: KafkaError.self) { _ = try await admin.describeConfigs(topics: ["t"]) }
        #expect(description?.code == .unsupportedFeature)
        #expect(ContinuousClock.now - start < .seconds(10))
        await admin.close()
    }

    @Test func checksWhatItIsAskedToCreate() async throws {
        let broker = try EmbeddedBroker()
        let admin = try KafkaAdmin(properties: broker.properties)
        let wrong = [
            NewTopic(name: "", partitions: 1), NewTopic(name: "t", partitions: 0),
            NewTopic(name: "t", partitions: .max), NewTopic(name: "t", partitions: 1, replicationFactor: 0),
        ]
        for topic in wrong {
            let error = await #expect(throws: KafkaError.self) { _ = try await admin.createTopics([topic]) }
            #expect(error?.code == .invalidArgument)
        }
        #expect(try await admin.createTopics([]).isEmpty)
        await admin.close()
    }

    @Test func explainsATimeout() async throws {
        let broker = try EmbeddedBroker()
        let admin = try KafkaAdmin(properties: broker.properties)
        broker.close()
        let error = await #expect(throws: KafkaError.self) {
            _ = try await admin.describeTopics(["t"], timeout: .seconds(2))
        }
        #expect(error?.isRetriable == true)
        await admin.close()
    }
}
