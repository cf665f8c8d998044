import Kafka
import Observability

/// Turns consumers' statistics into the lag of each topic.
struct LagReport: Sendable {
    let metrics: RelayMetrics

    func update(_ statistics: ConsumerStatistics) {
        var lag: [String: Int64] = [:]
        for (partition, figures) in statistics.partitions {
            if let value = figures.lag { lag[partition.topic, default: 0] += value }
        }
        for (topic, value) in lag { metrics.lag.with(topic).set(value) }
    }
}
