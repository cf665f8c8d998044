import Kafka

/// Reads a number of records of a topic's partition 0 without a group.
func readAll(_ topic: String, from broker: EmbeddedBroker, count: Int) async throws -> [ConsumerRecord] {
    let events = Recorder<ConsumerEvent<String>>()
    let consumer = try KafkaConsumer(
        properties: broker.properties.merging(["fetch.wait.max.ms": "10"]),
        assignment: ManualAssignment([TopicPartition(topic: topic, partition: 0): .beginning])
    ) { ScriptedHandler(events) }
    let records = await events.waitForRecords(count)
    await consumer.close(deadline: .seconds(5))
    return records
}
