// Placeholder of the room Kafka.
