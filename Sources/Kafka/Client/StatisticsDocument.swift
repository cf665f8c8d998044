import FoundationEssentials

/// The part of librdkafka's statistics (its `STATISTICS.md`) that is used; everything in it is optional, since it grows
/// from version to version.
struct StatisticsDocument: Decodable {
    struct Window: Decodable {
        var avg: Int64?
        var cnt: Int64?
    }

    struct Broker: Decodable {
        var name: String?
        var nodeid: Int32?
        var state: String?
        var txbytes: Int64?
        var rxbytes: Int64?
        var connects: Int64?
        var disconnects: Int64?
        var reqTimeouts: Int64?
        var txerrs: Int64?
        var rxerrs: Int64?
        var rtt: Window?
        var throttle: Window?

        enum CodingKeys: String, CodingKey {
            case name, nodeid, state, txbytes, rxbytes, connects, disconnects, txerrs, rxerrs, rtt, throttle
            case reqTimeouts = "req_timeouts"
        }
    }

    struct Partition: Decodable {
        var partition: Int32?
        var fetchqCnt: Int64?
        var fetchqSize: Int64?
        var appOffset: Int64?
        var committedOffset: Int64?
        var hiOffset: Int64?
        var lsOffset: Int64?
        var loOffset: Int64?

        enum CodingKeys: String, CodingKey {
            case partition
            case fetchqCnt = "fetchq_cnt"
            case fetchqSize = "fetchq_size"
            case appOffset = "app_offset"
            case committedOffset = "committed_offset"
            case hiOffset = "hi_offset"
            case lsOffset = "ls_offset"
            case loOffset = "lo_offset"
        }
    }

    struct Topic: Decodable {
        var topic: String?
        var partitions: [String: Partition]?
    }

    struct Group: Decodable {
        var state: String?
        var joinState: String?
        var rebalanceCnt: Int64?
        var assignmentSize: Int64?

        enum CodingKeys: String, CodingKey {
            case state
            case joinState = "join_state"
            case rebalanceCnt = "rebalance_cnt"
            case assignmentSize = "assignment_size"
        }
    }

    var txBytes: Int64?
    var rxBytes: Int64?
    var txmsgs: Int64?
    var rxmsgs: Int64?
    var msgCnt: Int64?
    var msgSize: Int64?
    var brokers: [String: Broker]?
    var topics: [String: Topic]?
    var cgrp: Group?

    enum CodingKeys: String, CodingKey {
        case txmsgs, rxmsgs, brokers, topics, cgrp
        case txBytes = "tx_bytes"
        case rxBytes = "rx_bytes"
        case msgCnt = "msg_cnt"
        case msgSize = "msg_size"
    }

    /// Nil when the text isn't librdkafka's.
    init?(json: String) {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = document
    }

    var brokerStatistics: [BrokerStatistics] {
        (brokers ?? [:]).values.map { broker in
            BrokerStatistics(
                name: broker.name ?? "", id: broker.nodeid ?? -1, state: broker.state ?? "",
                transmittedBytes: broker.txbytes ?? 0, receivedBytes: broker.rxbytes ?? 0,
                connects: broker.connects ?? 0, disconnects: broker.disconnects ?? 0,
                requestTimeouts: broker.reqTimeouts ?? 0, transmitErrors: broker.txerrs ?? 0,
                receiveErrors: broker.rxerrs ?? 0, roundTripMicroseconds: broker.rtt.flatMap(Self.average),
                throttleMilliseconds: broker.throttle.flatMap(Self.average))
        }.sorted { $0.name < $1.name }
    }

    private static func average(_ window: Window) -> Int64? {
        (window.cnt ?? 0) > 0 ? window.avg : nil
    }
}
