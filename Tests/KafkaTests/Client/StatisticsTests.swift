import Testing

@testable import Kafka

struct StatisticsTests {
    private let json = """
        {"name":"rdkafka#consumer-1","client_id":"rdkafka","type":"consumer","ts":1,"time":2,"age":3,"replyq":0,
        "msg_cnt":7,"msg_size":700,"tx":1,"tx_bytes":100,"rx":2,"rx_bytes":200,"txmsgs":5,"rxmsgs":6,
        "brokers":{"a:9092/1":{"name":"a:9092/1","nodeid":1,"state":"UP","txbytes":10,"rxbytes":20,"connects":2,
        "disconnects":1,"req_timeouts":3,"txerrs":4,"rxerrs":5,"rtt":{"min":1,"max":9,"avg":4,"sum":8,"cnt":2},
        "throttle":{"avg":0,"cnt":0},"toppars":{}},
        "b:9092/bootstrap":{"name":"b:9092/bootstrap","nodeid":-1,"state":"DOWN"}},
        "topics":{"t":{"topic":"t","age":1,"partitions":{
        "0":{"partition":0,"fetchq_cnt":3,"fetchq_size":30,"app_offset":50,"committed_offset":40,"hi_offset":100,
        "ls_offset":100,"lo_offset":5,"consumer_lag":50},
        "1":{"partition":1,"app_offset":90,"committed_offset":-1001,"hi_offset":100,"lo_offset":-1001},
        "2":{"partition":2,"app_offset":-1001,"committed_offset":-1001,"hi_offset":-1001},
        "3":{"partition":3,"app_offset":120,"committed_offset":120,"hi_offset":100},
        "-1":{"partition":-1,"hi_offset":-1001}}}},
        "cgrp":{"state":"up","stateage":1,"join_state":"steady","rebalance_cnt":2,"assignment_size":4}}
        """

    @Test func countsWhatIsNotDoneAsLag() throws {
        let statistics = try #require(ConsumerStatistics(json: json))
        func lag(_ number: Int32) -> Int64? {
            statistics.partitions[TopicPartition(topic: "t", partition: number)]?.lag
        }
        #expect(statistics.partitions.count == 4)
        #expect(lag(0) == 60)
        #expect(lag(1) == 10)
        #expect(lag(2) == nil)
        #expect(lag(3) == 0)
        #expect(statistics.groupState == "up")
        #expect(statistics.joinState == "steady")
        #expect(statistics.receivedRecords == 6)
    }

    @Test func describesBrokers() throws {
        let statistics = try #require(ProducerStatistics(json: json))
        #expect(statistics.queuedRecords == 7)
        #expect(statistics.brokers.map(\.name) == ["a:9092/1", "b:9092/bootstrap"])
        #expect(statistics.brokers[0].isUp)
        #expect(statistics.brokers[0].roundTripMicroseconds == 4)
        #expect(statistics.brokers[0].throttleMilliseconds == nil)
        #expect(!statistics.brokers[1].isUp)
    }

    @Test func doesNotTrustTheText() {
        #expect(ConsumerStatistics(json: "") == nil)
        #expect(ConsumerStatistics(json: "{\"topics\":[]}") == nil)
        #expect(ConsumerStatistics(json: "{}")?.partitions.isEmpty == true)
        let overflow = """
            {"topics":{"t":{"partitions":{"0":{"partition":0,"hi_offset":9223372036854775807,"committed_offset":0}}}}}
            """
        #expect(ConsumerStatistics(json: overflow)?.partitions.values.first?.lag == .max)
    }
}
