import Kafka

/// What other threads tell the route stage.
enum RouteMessage: Sendable {
    case delivered([Delivery])
    /// Where the partitions of an assignment go on.
    case starts([TopicPartition: CommittedStarts.Start], generation: Int)
}
