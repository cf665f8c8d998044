/// How a producer does, each `statistics.interval.ms` (5 s unless set).
public struct ProducerStatistics: Sendable, Hashable {
    /// Waiting or in flight.
    public var queuedRecords: Int64
    public var queuedBytes: Int64
    public var brokers: [BrokerStatistics]
    public var transmittedBytes: Int64
    public var receivedBytes: Int64
    public var transmittedRecords: Int64

    /// Nil when the text isn't librdkafka's.
    init?(json: String) {
        guard let document = StatisticsDocument(json: json) else { return nil }
        queuedRecords = document.msgCnt ?? 0
        queuedBytes = document.msgSize ?? 0
        brokers = document.brokerStatistics
        transmittedBytes = document.txBytes ?? 0
        receivedBytes = document.rxBytes ?? 0
        transmittedRecords = document.txmsgs ?? 0
    }
}
