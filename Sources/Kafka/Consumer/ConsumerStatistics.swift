/// How a consumer does, each `statistics.interval.ms` (5 s unless set).
public struct ConsumerStatistics: Sendable, Hashable {
    public struct Partition: Sendable, Hashable {
        /// Records between the committed offset (before the first commit: the position) and the end; nil while unknown.
        public var lag: Int64?
        /// Nil before the first commit of this assignment.
        public var committedOffset: Int64?
        /// The next offset that the application will be given.
        public var position: Int64?
        /// The offset after the last record.
        public var highWatermark: Int64?
        public var lowWatermark: Int64?
        /// Fetched, waiting inside librdkafka.
        public var queuedRecords: Int64
        public var queuedBytes: Int64
    }

    public var partitions: [TopicPartition: Partition]
    public var brokers: [BrokerStatistics]
    public var transmittedBytes: Int64
    public var receivedBytes: Int64
    public var receivedRecords: Int64
    /// librdkafka's words for the group: `up`, `wait-coord`… and `steady`, `wait-join`…; nil without a group.
    public var groupState: String?
    public var joinState: String?
    public var rebalances: Int64

    /// Nil when the text isn't librdkafka's.
    init?(json: String) {
        guard let document = StatisticsDocument(json: json) else { return nil }
        self.init(document)
    }

    init(_ document: StatisticsDocument) {
        partitions = [:]
        for (name, topic) in document.topics ?? [:] {
            // Partition -1 stands for records that have none yet.
            for partition in (topic.partitions ?? [:]).values {
                guard let number = partition.partition, number >= 0 else { continue }
                partitions[TopicPartition(topic: topic.topic ?? name, partition: number)] = Partition(partition)
            }
        }
        brokers = document.brokerStatistics
        transmittedBytes = document.txBytes ?? 0
        receivedBytes = document.rxBytes ?? 0
        receivedRecords = document.rxmsgs ?? 0
        groupState = document.cgrp?.state
        joinState = document.cgrp?.joinState
        rebalances = document.cgrp?.rebalanceCnt ?? 0
    }
}

extension ConsumerStatistics.Partition {
    init(_ partition: StatisticsDocument.Partition) {
        // Offsets below zero mean "unknown" in librdkafka's various ways.
        func known(_ offset: Int64?) -> Int64? { offset.flatMap { $0 >= 0 ? $0 : nil } }
        committedOffset = known(partition.committedOffset)
        position = known(partition.appOffset)
        highWatermark = known(partition.hiOffset)
        lowWatermark = known(partition.loOffset)
        queuedRecords = partition.fetchqCnt ?? 0
        queuedBytes = partition.fetchqSize ?? 0
        lag = nil
        if let end = highWatermark, let done = committedOffset ?? position {
            let (difference, overflow) = end.subtractingReportingOverflow(done)
            if !overflow { lag = max(0, difference) }
        }
    }
}
