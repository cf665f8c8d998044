import Testing

@testable import Kafka

struct KafkaPropertiesTests {
    @Test func keepsTheOrderAndTheLastValueOfAName() {
        var properties = KafkaProperties([("b", "1"), ("a", "2"), ("b", "3")])
        #expect(properties.entries.map(\.name) == ["b", "a"])
        #expect(properties["b"] == "3")
        properties["b"] = nil
        #expect(properties["b"] == nil)
        #expect(properties.merging(["a": "4", "c": "5"]).entries.map(\.value) == ["4", "5"])
    }

    @Test func acceptsWhatLibrdkafkaKnowsTopicPropertiesAndAliasesIncluded() throws {
        try KafkaProperties([
            ("bootstrap.servers", "localhost:9092"), ("acks", "all"), ("request.required.acks", "-1"),
            ("linger.ms", "5"), ("queue.buffering.max.ms", "5"), ("sasl.mechanisms", "PLAIN"),
        ]).validate()
    }

    @Test func namesTheNearestPropertyForAnUnknownOne() {
        let error = #expect(throws: KafkaError.self) { try KafkaProperties([("boostrap.server", "x")]).validate() }
        #expect(error?.property == "boostrap.server")
        #expect(error?.message.contains("\"bootstrap.servers\"") == true)
        let topic = #expect(throws: KafkaError.self) { try KafkaProperties([("auto.offset.rest", "x")]).validate() }
        #expect(topic?.message.contains("\"auto.offset.reset\"") == true)
        let strange = #expect(throws: KafkaError.self) { try KafkaProperties([("zzzzzzzzzzzz", "x")]).validate() }
        #expect(strange?.message.contains("did you mean") == false)
    }

    @Test func saysWhatLibrdkafkaSaidOfAValue() {
        let error = #expect(throws: KafkaError.self) { try KafkaProperties([("linger.ms", "soon")]).validate() }
        #expect(error?.property == "linger.ms")
        #expect(error?.message.contains("soon") == true)
        let range = #expect(throws: KafkaError.self) { try KafkaProperties([("acks", "5000")]).validate() }
        #expect(range?.message.contains("5000") == true)
    }

    @Test func neverRepeatsASecret() {
        let secret = "s3cr3t\u{0}"
        let error = #expect(throws: KafkaError.self) { try KafkaProperties([("ssl.key.pem", secret)]).validate() }
        #expect(error?.description.contains("s3cr3t") == false)
        // Misspelt, and still a secret.
        let misspelt = KafkaProperties([("sasl.pasword", "s3cr3t"), ("x", "y")])
        let refused = #expect(throws: KafkaError.self) { try misspelt.validate() }
        #expect(refused?.message.contains("\"sasl.password\"") == true)
        #expect(refused?.description.contains("s3cr3t") == false)
        let properties: KafkaProperties = [
            "sasl.password": "s3cr3t", "ssl.key.password": "s3cr3t", "sasl.oauthbearer.client.secret": "s3cr3t",
            "ssl.key.location": "/etc/key.pem", "sasl.mechanism": "PLAIN",
        ]
        #expect(!properties.description.contains("s3cr3t"))
        #expect(properties.description.contains("/etc/key.pem"))
        #expect(properties.description.contains("PLAIN"))
    }

    @Test func refusesContradictionsWhenAClientIsMade() {
        let properties: KafkaProperties = [
            "bootstrap.servers": "localhost:1", "group.id": "g", "session.timeout.ms": "400000",
        ]
        let error = #expect(throws: KafkaError.self) {
            _ = try KafkaConsumer(properties: properties, subscription: ["t"]) { ScriptedHandler(Recorder()) }
        }
        #expect(error?.message.contains("max.poll.interval.ms") == true)
    }

    @Test func refusesAutomaticCommitsAndUnsafeAssignors() {
        for name in ["enable.auto.commit", "enable.auto.offset.store"] {
            let properties: KafkaProperties = ["group.id": "g", name: "true"]
            let error = #expect(throws: KafkaError.self) {
                _ = try KafkaConsumer(properties: properties, subscription: ["t"]) { ScriptedHandler(Recorder()) }
            }
            #expect(error?.property == name)
        }
        guard !LibraryVersion.hasSafeCooperativeRebalance else { return }
        let properties: KafkaProperties = ["group.id": "g", "partition.assignment.strategy": "cooperative-sticky"]
        let error = #expect(throws: KafkaError.self) {
            _ = try KafkaConsumer(properties: properties, subscription: ["t"]) { ScriptedHandler(Recorder()) }
        }
        #expect(error?.property == "partition.assignment.strategy")
        #expect(error?.message.contains("2.4.0") == true)
    }
}
